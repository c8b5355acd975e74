import 'reflect-metadata'
import { destination } from 'pino'
import { ConfigRefused, readConfig } from '#platform/config'
import { createApi } from './app'
import { stopOnSignal } from './stop'

/** Lines are written in batches beside the work, five times a second; what is left is written at exit. */
const LOG = { dest: 1, sync: false, minLength: 4096, periodicFlush: 200 }

/** One API process; says why when it cannot start. */
async function main() {
  const config = readConfig()
  const app = await createApi(config, destination(LOG))
  await app.listen({ host: config.host, port: config.port })
  stopOnSignal(app, config)
}

main().catch((error: unknown) => {
  console.error(`启动失败：${reason(error)}`)
  process.exit(1)
})

function reason(error: unknown): string {
  const { message, code, port } = error as { message?: string; code?: string; port?: number }
  if (error instanceof ConfigRefused) return error.message
  if (code === 'EADDRINUSE') return `端口 ${port} 已被占用，请关闭占用它的程序，或用 PORT 换一个端口`
  if (code === 'ECONNREFUSED') return '连接不上数据库，请确认数据库已启动、DATABASE_URL 正确'
  return message || String(error)
}
