import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSigned, signature, SIGNATURE } from '#channels/signature'

export const SECRET = 'the secret both sides share'

/** One request as it came, well signed. */
export interface Received {
  key: string
  body: Record<string, string>
}

type Behaviour = (received: Received, response: ServerResponse, take: () => string) => void

/**
 * A gateway as its operator would run it: checks the signature, takes a key once, and behaves as it is told to next time.
 * `taken` is what really went out to somebody.
 */
export class StandIn {
  readonly taken = new Map<string, Received['body']>()
  readonly asked: Received[] = []
  /** How often the signature was wrong. */
  unsigned = 0
  private readonly script: Behaviour[] = []
  private server: Server | undefined

  async open(): Promise<URL> {
    this.server = createServer((request, response) => void this.hear(request, response))
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve))
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/send`)
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections()
    await new Promise((resolve) => this.server?.close(resolve))
  }

  next(...behaviours: Behaviour[]) {
    this.script.push(...behaviours)
  }

  reset() {
    this.taken.clear()
    this.asked.length = 0
    this.script.length = 0
  }

  private async hear(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks).toString('utf8')
    if (!isSigned(SECRET, raw, request.headers[SIGNATURE] as string)) {
      this.unsigned++
      return answer(response, 401, { reason: 'signature' })
    }
    const body = JSON.parse(raw) as Received['body']
    const received = { key: body['key']!, body }
    if (request.headers['idempotency-key'] !== received.key) return answer(response, 400, { reason: 'key' })
    this.asked.push(received)
    const take = () => {
      const known = this.taken.has(received.key)
      if (!known) this.taken.set(received.key, body)
      return `${known ? 'known' : 'new'}-${received.key}`
    }
    const behaviour = this.script.shift() ?? TAKES
    behaviour(received, response, take)
  }
}

export const TAKES: Behaviour = (_, response, take) => answer(response, 200, { id: take() })
export const FAILS: Behaviour = (_, response) => answer(response, 503, { reason: 'later' })
export const REFUSES =
  (reason: string): Behaviour =>
  (_, response) =>
    answer(response, 422, { reason })
/** Takes it, and the answer is lost. */
export const TAKES_SILENTLY: Behaviour = (_, response, take) => {
  take()
  response.destroy()
}
export const TAKES_AND_HANGS: Behaviour = (_, _response, take) => void take()

function answer(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** What a gateway reports back, signed with its secret. */
export function report(apiUrl: string, channel: string, body: object, secret = SECRET, at = new Date()) {
  const raw = JSON.stringify(body)
  return fetch(`${apiUrl}/api/v1/channels/${channel}/receipts`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': `receipt-${Math.random()}`,
      [SIGNATURE]: signature(secret, raw, at),
    },
    body: raw,
  })
}
