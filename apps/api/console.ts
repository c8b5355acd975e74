import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Refusal } from '#domain/refusals'
import { answerUnroutable } from '#platform/problem.filter'
import { projectRoot } from '#platform/root'

/** Addresses that are never a page of the console: what is not there is told as everywhere in the API. */
const OURS = /^(api|health|metrics|socket\.io|assets)(\/|$)/

/** The files of the built console; none when it has not been built. */
export const consoleFolder = () => join(projectRoot(), 'dist', 'console')

/**
 * The console as it was built. Files named by their content are kept by browsers for ever; an address without a file
 * is one of the console's own pages, which its index shows.
 */
export async function serveConsole(server: FastifyInstance, root = consoleFolder()): Promise<void> {
  const files = filesIn(root)
  if (files.size === 0) return
  await server.register(fastifyStatic, { root, serve: false, cacheControl: false })
  server.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
    const path = request.params['*']
    if (OURS.test(path) && !files.has(path)) return answerUnroutable(new Refusal('notFound'), request, reply)
    const lasting = path.startsWith('assets/')
    reply.header('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
    return reply.sendFile(files.has(path) ? path : 'index.html')
  })
}

function filesIn(root: string): Set<string> {
  try {
    return new Set(readdirSync(root, { recursive: true }).map((name) => String(name).split(sep).join('/')))
  } catch {
    return new Set()
  }
}
