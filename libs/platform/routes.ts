import { RequestMethod, type INestApplication } from '@nestjs/common'
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js'
import { ModulesContainer } from '@nestjs/core'
import type { Permission } from '#domain/access'
import { ALLOW, PUBLIC } from './guard'

/** One route of the API as its controller declares it. */
export interface Route {
  method: string
  /** Fastify's way of writing it, e.g. `/api/v1/tickets/:id`. */
  path: string
  controller: new (...args: never[]) => object
  handler: (...args: unknown[]) => unknown
  name: string
  isPublic: boolean
  permissions: Permission[]
}

/** Every route of every controller, sorted by path. */
export function routesOf(app: INestApplication): Route[] {
  return [...app.get(ModulesContainer).values()]
    .flatMap((module) => [...module.controllers.values()])
    .flatMap(({ metatype }) => routesOfController(metatype as Route['controller']))
    .sort((a, b) => `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`))
}

/** The product does not start with a route that says neither who may use it nor that everybody may. */
export function refuseUnguarded(routes: Route[]): void {
  const open = routes.filter(({ isPublic, permissions }) => !isPublic && permissions.length === 0)
  if (open.length)
    throw new Error(
      `Routes without @Allow or @Public: ${open.map(({ method, path, name }) => `${method} ${path} (${name})`).join(', ')}`,
    )
}

function routesOfController(controller: Route['controller']): Route[] {
  const prototype = controller.prototype as Record<string, Route['handler']>
  return Object.getOwnPropertyNames(prototype)
    .map((key) => ({ key, handler: prototype[key]! }))
    .filter(({ key, handler }) => key !== 'constructor' && Reflect.hasMetadata(METHOD_METADATA, handler))
    .flatMap(({ key, handler }) =>
      pathsOf(handler).flatMap((end) =>
        pathsOf(controller).map((start) => ({
          method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number]!,
          path: joined(start, end),
          controller,
          handler,
          name: `${controller.name}.${key}`,
          isPublic: said<boolean>(PUBLIC, handler, controller) ?? false,
          permissions: said<Permission[]>(ALLOW, handler, controller) ?? [],
        })),
      ),
    )
}

function said<T>(key: string, handler: object, controller: object): T | undefined {
  return (Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller)) as T | undefined
}

function pathsOf(target: object): string[] {
  return ([] as string[]).concat((Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined) ?? '')
}

function joined(...parts: string[]): string {
  return `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`
}
