import type { FastifyInstance } from 'fastify'

/** Collects addresses as they are registered, so that an unknown method can be told from an unknown address. */
export function rememberRoutes(server: FastifyInstance): void {
  const known: { method: string; pattern: RegExp }[] = []
  KNOWN.set(server.server, known)
  server.addHook('onRoute', ({ method, url }) => {
    if (url.includes('*')) return
    for (const one of [method].flat()) known.push({ method: one, pattern: patternOf(url) })
  })
}

export function methodsFor(server: FastifyInstance, path: string): string[] {
  const known = KNOWN.get(server.server) ?? []
  return [...new Set(known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))].sort()
}

const KNOWN = new WeakMap<object, { method: string; pattern: RegExp }[]>()

function patternOf(url: string): RegExp {
  return new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}/?$`)
}
