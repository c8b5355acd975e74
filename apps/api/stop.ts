import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { Config } from '#platform/config'
import { Drain } from '#platform/drain'

/** On SIGTERM or Ctrl-C: not ready, nothing new, what has begun is finished, sockets closed, exit 0. A second signal does not wait. */
export function stopOnSignal(app: NestFastifyApplication, config: Config): void {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    void drain(app, config.drainSeconds).then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** Whatever is not finished after `seconds` is cut off. */
async function drain(app: NestFastifyApplication, seconds: number): Promise<void> {
  app.get(Drain).draining = true
  const server = app.getHttpServer()
  // A connection that is kept alive is only in the way once its last answer is out.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  await Promise.race([app.close(), pause(seconds * 1000)])
  clearInterval(idle)
  server.closeAllConnections()
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
