import { existsSync, watch } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { main } from './main.mjs'
import { build, prepare, ROOT } from './prepare.mjs'
import { say } from './say.mjs'

const TREES = ['apps', 'libs', 'migrations', 'seeds']

/** `npm run dev`: like `npm start`, and every saved source is compiled and running a moment later. */
await main(async () => {
  await prepare()
  const running = await createRequire(import.meta.url)('../../dist/apps/cli/up.js').up()
  if (running) watchSources(() => running.restart())
})

function watchSources(restart) {
  let timer
  let working = Promise.resolve()
  const change = (_event, file) => {
    if (file?.endsWith('.spec.ts')) return
    clearTimeout(timer)
    timer = setTimeout(() => (working = working.then(() => rebuild(file, restart))), 150)
  }
  for (const tree of TREES.filter((name) => existsSync(join(ROOT, name))))
    watch(join(ROOT, tree), { recursive: true }, change)
  say('正在留意源码改动（迁移和区划数据的改动需要重新启动）')
}

async function rebuild(file, restart) {
  try {
    await build()
    if (!file?.startsWith('console')) await restart()
  } catch (error) {
    say(`没有编译成功，继续运行旧版本：\n${error.message}`)
  }
}
