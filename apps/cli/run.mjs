import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { main } from './main.mjs'
import { prepare, ROOT } from './prepare.mjs'

/** `npm run backup` and its like: a command of dist/apps/cli, after installing and building what is missing. */
await main(async () => {
  const [name = '', ...args] = process.argv.slice(2)
  if (name !== 'stop' || !existsSync(join(ROOT, 'dist/apps/cli/with-database.js'))) await prepare()
  await createRequire(import.meta.url)('../../dist/apps/cli/with-database.js').runCommand(name, args)
})
