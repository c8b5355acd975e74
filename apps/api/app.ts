import type { DynamicModule } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { IoAdapter } from '@nestjs/platform-socket.io'
import { LogController, type FastifyInstance } from 'fastify'
import type { Config } from '#platform/config'
import { Drain } from '#platform/drain'
import { AccessGuard } from '#platform/guard'
import { rememberRoutes } from '#platform/known-routes'
import { logOptions, logRequests, type LogStream, NestLog, requestId } from '#platform/log'
import { Metrics } from '#platform/metrics'
import { takeUploads } from '#platform/uploads'
import { shedOverload } from '#platform/overload'
import { PlatformModule } from '#platform/platform.module'
import { answerUnroutable, ProblemFilter } from '#platform/problem.filter'
import { refuseUnguarded, routesOf } from '#platform/routes'
import { securityHeaders } from '#platform/security-headers'
import { AppModule } from './app.module'
import { keepRawBody } from './channels/raw-body'
import { serveConsole } from './console'
import { serveDocumentation } from './documentation'

class Api {}

/** Everything the API is made of, around one configuration. */
export const apiModule = (config: Config): DynamicModule => ({
  module: Api,
  imports: [PlatformModule.with(config), AppModule],
})

/** The API, ready to listen. Used by `main`, and by tests as it is. */
export async function createApi(config: Config, logTo?: LogStream): Promise<NestFastifyApplication> {
  const adapter = apiAdapter(config, logTo)
  const app = await NestFactory.create<NestFastifyApplication>(apiModule(config), adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLog(adapter.getInstance().log),
  })
  return prepare(app, config)
}

export function apiAdapter(config: Config, logTo?: LogStream): FastifyAdapter {
  return new FastifyAdapter({
    logger: logOptions(config, logTo),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestId,
    bodyLimit: config.bodyKilobytes * 1024,
    trustProxy: config.trustProxy ?? false,
    requestTimeout: config.uploadSeconds * 1000,
    // Longer than any key or number we have: what is longer is answered by our own filter, not by the router.
    routerOptions: { maxParamLength: 4_000 },
    frameworkErrors: answerUnroutable,
  })
}

/** Hooks, guard, filter, console: the same for the product and for a test that replaces a provider. */
export async function prepare(app: NestFastifyApplication, config: Config): Promise<NestFastifyApplication> {
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance
  const metrics = app.get(Metrics)
  rememberRoutes(server)
  logRequests(server, metrics)
  securityHeaders(server, config)
  keepRawBody(server, config.bodyKilobytes * 1024)
  shedOverload(server, config, app.get(Drain), metrics)
  server.removeContentTypeParser('text/plain')
  takeUploads(server)
  app.useWebSocketAdapter(new IoAdapter(app))
  app.useGlobalGuards(app.get(AccessGuard))
  app.useGlobalFilters(app.get(ProblemFilter))
  refuseUnguarded(routesOf(app))
  serveDocumentation(app)
  await serveConsole(server)
  await app.init()
  await server.ready()
  return app
}
