import { appendFileSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ROOT } from './prepare.mjs'

/** Runs a command: trouble is told in words, anything unexpected goes to a file with a pointer to it. */
export async function main(command) {
  try {
    await command()
  } catch (error) {
    tell(error)
    process.exit(1)
  }
}

function tell(error) {
  if (error?.name === 'Trouble') return console.error(`\n${[error.message, error.advice].filter(Boolean).join('\n  ')}`)
  const folder = join(resolve(ROOT, process.env.JIBAN_DATA || '.data'), 'logs')
  const file = join(folder, 'errors.log')
  mkdirSync(folder, { recursive: true })
  appendFileSync(file, `${new Date().toISOString()} ${error?.stack ?? error}\n`)
  console.error(`\n出现意外错误：${error?.message ?? error}\n  详细记录在 ${file}`)
}
