import type { FastifyInstance } from 'fastify'

export const UPLOAD_MEDIA = 'application/octet-stream'
const OTHERS_WITHIN_MS = 30_000

/** The body of an upload is handed on as it comes; whatever else is sent has to be here within half a minute. */
export function takeUploads(server: FastifyInstance): void {
  server.addContentTypeParser(UPLOAD_MEDIA, (_request, payload, done) => done(null, payload))
  server.addHook('onRequest', async ({ headers, raw }) => {
    if (headers['content-type'] === UPLOAD_MEDIA || raw.complete) return
    const late = setTimeout(() => raw.complete || raw.destroy(), OTHERS_WITHIN_MS).unref()
    raw.once('close', () => clearTimeout(late))
  })
}
