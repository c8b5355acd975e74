import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import supertest from 'supertest'
import { PARTNER_HEADER, SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from '#channels/telephony'
import type { ToldKind } from '#domain/calls/words'

/** A telephone system of the tests, and the secret the API knows it by. */
export const PARTNER = 'pbx'
const SECRET = 'only-the-telephone-system-and-we-know-this'
export const TELEPHONY_KEYS: ReadonlyMap<string, string> = new Map([[PARTNER, SECRET]])

export interface ToldBody {
  call: string
  seq: number
  kind: ToldKind
  at: string
  desk?: string
  number?: string
  operator?: string
  recording?: string
  parties?: string[]
}

export class Telephone {
  constructor(private readonly url: string) {}

  /** A call of its own: tells its events one after the other. */
  call(over: Partial<ToldBody> = {}, ref: string = randomUUID()) {
    let seq = 0
    const tell = (kind: ToldKind, more: Partial<ToldBody> = {}) =>
      this.tell({ call: ref, seq: ++seq, kind, at: new Date().toISOString(), ...more })
    return { ref, offered: () => tell('offered', { number: '13900007777', ...over }), tell }
  }

  async tell(body: ToldBody): Promise<{ callId: string; state: string; repeated: boolean }> {
    const answer = await this.send(body)
    if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  send(body: unknown, over: Record<string, string> = {}) {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const path = '/api/v1/telephony/events'
    return supertest(this.url)
      .post(path)
      .set({ ...this.signed('POST', path, text), 'content-type': 'application/json', 'idempotency-key': randomUUID() })
      .set(over)
      .send(text)
  }

  seen(ref: string) {
    const path = `/api/v1/telephony/calls/${ref}`
    return supertest(this.url)
      .get(path)
      .set(this.signed('GET', path, ''))
  }

  private signed(method: string, path: string, body: string) {
    const timestamp = String(Date.now())
    const signature = signatureOf(SECRET, { timestamp, method, path, body })
    return { [PARTNER_HEADER]: PARTNER, [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: signature }
  }
}

/** Puts somebody at desks, as the desk page would. */
export async function seat(databaseUrl: string, login: string, ...desks: string[]): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(
    `INSERT INTO desk_member (desk_code, person_id) SELECT d, p.id FROM person p, unnest($2::text[]) AS d WHERE p.login = $1
     ON CONFLICT DO NOTHING`,
    [login, desks],
  )
  await client.end()
}
