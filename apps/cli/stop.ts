import { dataFolder } from '#platform/postgres/place'
import { goneWithin } from '#platform/postgres/processes'
import { Trouble } from '#platform/postgres/trouble'
import { runningInstance } from './instance'
import { say } from './say'

/** `npm stop`: ends the running 即办 of this data folder in order, and waits for it. True when there was one. */
export async function stopInstance(dataDir = dataFolder()): Promise<boolean> {
  const instance = runningInstance(dataDir)
  if (!instance) return false
  say(`正在停止即办（进程 ${instance.pid}）`)
  process.kill(instance.pid, 'SIGTERM')
  if (!(await goneWithin(instance, 120_000)))
    throw new Trouble(
      `进程 ${instance.pid} 在两分钟内没有结束。`,
      `确认后可执行 kill -9 ${instance.pid}，数据不会丢失。`,
    )
  say('已停止')
  return true
}

export async function run(): Promise<void> {
  if (!(await stopInstance())) console.log('即办没有在运行。')
}
