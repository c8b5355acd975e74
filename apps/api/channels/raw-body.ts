import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** The bytes of the body as they came, where a signature is checked over them. */
    rawBody?: string
  }
}

const SIGNED = ['/api/v1/channels/', '/api/v1/hand-overs/', '/api/v1/telephony/']

/** Keeps the body of what comes signed as it came; they are small, and no larger than any body may be. */
export function keepRawBody(server: FastifyInstance, mostBytes: number) {
  server.addHook('preParsing', async (request, _reply, payload) => {
    if (!SIGNED.some((door) => request.url.startsWith(door))) return payload
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of payload as AsyncIterable<Buffer>) {
      length += chunk.length
      // What is longer is refused by the parser, which counts for itself.
      if (length <= mostBytes) chunks.push(chunk)
      else break
    }
    const body = Buffer.concat(chunks)
    request.rawBody = body.toString('utf8')
    return Object.assign(Readable.from([body]), { receivedEncodedLength: length })
  })
}
