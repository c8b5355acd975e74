import { randomUUID } from 'node:crypto'
import { PASSWORD } from './api'

/** What became of a request, with every answer and every silence on the way. */
export interface Attempted {
  key: string
  status: number
  body: { ticketId: string; number: string; code?: string }
  /** Statuses of answers that were not the last one; 0 for none at all. */
  before: number[]
}

/**
 * A client that does not give up: on silence, 503 or 429 it asks again, of the next process, with the same key. Like the
 * console, it never makes up a second intention.
 */
export class PatientClient {
  private turn = 0

  constructor(
    private readonly urls: () => string[],
    private readonly cookie: string,
  ) {}

  async post(path: string, body: object, { key = randomUUID(), version }: { key?: string; version?: number } = {}) {
    const before: number[] = []
    for (let pause = 20; ; pause = Math.min(pause * 2, 500)) {
      const urls = this.urls()
      const answer = await this.ask(urls[this.turn++ % urls.length]!, path, body, key, version)
      if (answer && ![429, 503].includes(answer.status)) return { key, before, ...answer } satisfies Attempted
      before.push(answer?.status ?? 0)
      if (before.length > 400) throw new Error(`no answer to ${path} after ${before.length} attempts`)
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())))
    }
  }

  private async ask(url: string, path: string, body: object, key: string, version: number | undefined) {
    try {
      const answer = await fetch(`${url}/api/v1/${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key,
          cookie: this.cookie,
          ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      })
      return { status: answer.status, body: (await answer.json()) as Attempted['body'] }
    } catch {
      return null
    }
  }
}

export async function signedInCookie(url: string, login: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ login, password: PASSWORD }),
  })
  if (!answer.ok) throw new Error(`${login} could not sign in: ${answer.status} ${await answer.text()}`)
  return answer.headers.get('set-cookie')!.split(';')[0]!
}
