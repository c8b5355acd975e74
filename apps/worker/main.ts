import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import { ConfigRefused, readConfig } from '#platform/config'
import { WorkerLog } from './log'
import { workerModule } from './worker.module'

/** One worker process; start as many as wanted. */
async function main() {
  const config = readConfig()
  const log = new WorkerLog(config)
  const app = await NestFactory.createApplicationContext(workerModule(config), { abortOnError: false, logger: log })
  log.write('info', 'worker ready')
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void app.close().finally(() => process.exit(0)))
}

main().catch((error: unknown) => {
  const { message, code } = error as { message?: string; code?: string }
  const reason =
    code === 'ECONNREFUSED' ? '连接不上数据库，请确认数据库已启动、DATABASE_URL 正确' : message || String(error)
  console.error(error instanceof ConfigRefused ? reason : `后台服务启动失败：${reason}`)
  process.exit(1)
})
