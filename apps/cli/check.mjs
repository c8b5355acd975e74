import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { main } from './main.mjs'
import { prepare, ROOT, tool } from './prepare.mjs'
import { say, step } from './say.mjs'

const CACHE = ['--cache', '--cache-location', 'node_modules/.cache/eslint/']

/** `npm run check`: types, lint, format, build, then the tests. Every step runs; the last line counts them all. */
await main(async () => {
  let broken = 0
  const attempt = (title, work) =>
    step(title, work).catch((error) => (broken++, say(`${title}：没有通过\n${error.message}`)))
  await attempt('安装与编译', prepare)
  await attempt('类型检查', types)
  await attempt('代码规范（lint）', () =>
    tool('eslint/bin/eslint.js', ['.', '-c', 'test/lint/eslint.config.mjs', ...CACHE], {
      failed: '有不合规范的代码：',
    }),
  )
  await attempt('格式检查', () =>
    tool('prettier/bin/prettier.cjs', ['--check', '.', '--log-level', 'warn'], { failed: '请执行 npm run format：' }),
  )
  const { passed, failed } = await test()
  process.exitCode = failed + broken > 0 ? 1 : 0
  console.log(`${passed} passed, ${failed + broken} failed`)
})

async function types() {
  const failed = '类型不符：'
  await tool('typescript/bin/tsc', ['-p', '.'], { failed })
  if (existsSync(join(ROOT, 'apps/console/tsconfig.json')))
    await tool('typescript/bin/tsc', ['-p', 'apps/console'], { failed })
}

/** Runs `npm test` as the README says, shows what it says, and reads its last line. */
function test() {
  say('运行测试 …')
  return new Promise((done) => {
    let tail = ''
    const child = spawn(process.execPath, [join(ROOT, 'apps/cli/test.mjs')], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child.stdout.on('data', (chunk) => {
      tail = (tail + chunk).slice(-500)
      process.stdout.write(chunk)
    })
    child.on('close', () => {
      const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(tail) ?? [undefined, 0, 1]
      done({ passed: Number(passed), failed: Number(failed) })
    })
  })
}
