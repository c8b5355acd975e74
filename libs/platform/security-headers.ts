import type { FastifyInstance } from 'fastify'
import type { Config } from './config'

/** Everything comes from here; styles may be inline, because the component library writes them so. */
const CONTENT = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

export function securityHeaders(server: FastifyInstance, config: Config): void {
  const fixed: Record<string, string> = {
    'Content-Security-Policy': CONTENT,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
  if (config.publicUrl?.protocol === 'https:') fixed['Strict-Transport-Security'] = 'max-age=31536000'
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(fixed)
    // Answers are about people; no cache on the way may keep them.
    if (request.url.startsWith('/api/')) reply.header('Cache-Control', 'no-store')
  })
}
