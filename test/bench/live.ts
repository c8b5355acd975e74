import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { loadRegionRules } from '#data/region'
import { ApiProcess } from './api-process'
import type { Bench, Row } from './bench'
import { Child } from './child'
import { demands } from './demands'
import { onDatabase, sqlOn } from './driver'
import type { Arrival, SocketLoad } from './socket-load'
import type { SocketRaw } from './socket-raw'

const MOST_SOCKETS = 2_000
/** One person may have so many on one process. */
const EACH = 10
const EVERY_MS = 100
/** Not counted: the first ones load the region, plan statements and compile code. */
const WARM_UP = 10

/** From the moment a ticket is taken in to its arrival at every console of the centre, over two processes of the API. */
export async function live({ databases, dataFolder, seconds, tickets, say }: Bench): Promise<Row[]> {
  const sockets = Math.min(MOST_SOCKETS, tickets)
  const url = await databases.empty()
  const apis = [await ApiProcess.start(url, dataFolder), await ApiProcess.start(url, dataFolder)]
  const [consoles, bare] = [Child.start('socket-load'), Child.start('socket-raw')]
  try {
    const cookies = await people(url, Math.ceil(sockets / EACH))
    say(`打开 ${sockets} 个连接`)
    const open = [...Array(sockets).keys()].map((n) => ({
      port: apis[n % 2]!.port,
      cookie: cookies[n % cookies.length]!,
    }))
    await consoles.ask<number>({ open } satisfies SocketLoad)
    const ours = await throughTheProduct({ url, api: apis[0]!, cookie: cookies[0]!, consoles, sockets, seconds })
    await Promise.all(apis.map((api) => api.stop()))
    const raw = await throughBareSockets(bare, sockets, seconds)
    return [row(sockets, ours, raw)]
  } finally {
    consoles.end()
    bare.end()
    await Promise.all(apis.map((api) => api.stop()))
  }
}

interface Run {
  url: string
  api: ApiProcess
  cookie: string
  consoles: Child
  sockets: number
  seconds: number
}

async function throughTheProduct({ url, api, cookie, consoles, sockets, seconds }: Run) {
  const region = await onDatabase(url, (client) => loadRegionRules(sqlOn(client)))
  const bodies = demands(region, 200, (n: number) => `139${String(n).padStart(8, '0')}`)
  const takeInFor = async (tickets: number) => {
    for (let n = 0; n < tickets; n++) {
      await takeIn(api.port, cookie, bodies[n % bodies.length]!)
      await sleep(EVERY_MS)
    }
    await sleep(1_000)
    return consoles.ask<Arrival[]>({ heard: true } satisfies SocketLoad)
  }
  await takeInFor(WARM_UP)
  const from = new Date()
  const heard = await takeInFor((seconds * 1000) / EVERY_MS)
  return latencies(sockets, heard, await onDatabase(url, (client) => began(client, from)))
}

/** When each event's action began: earlier than its commit, so that nothing is made to look better than it is. */
async function began(client: Client, from: Date): Promise<Map<string, number>> {
  const { rows } = await client.query<{ event: string; at: Date }>(
    `SELECT ticket_id || '/' || seq AS event, at FROM event WHERE at >= $1`,
    [from],
  )
  return new Map(rows.map(({ event, at }) => [event, at.getTime()]))
}

async function throughBareSockets(bare: Child, sockets: number, seconds: number) {
  const port = await bare.ask<number>({ listen: true } satisfies SocketRaw)
  const consoles = Child.start('socket-load')
  try {
    await consoles.ask<number>({ open: Array(sockets).fill({ port, cookie: 'none' }) } satisfies SocketLoad)
    const told = new Map<string, number>()
    for (let seq = 1; seq <= WARM_UP + (seconds * 1000) / EVERY_MS; seq++) {
      const at = await bare.ask<number>({ tell: seq } satisfies SocketRaw)
      if (seq > WARM_UP) told.set(`0/${seq}`, at)
      await sleep(EVERY_MS)
    }
    await sleep(1_000)
    const heard = await consoles.ask<Arrival[]>({ heard: true } satisfies SocketLoad)
    return latencies(
      sockets,
      heard.filter(({ seq }) => seq > WARM_UP),
      told,
    )
  } finally {
    consoles.end()
  }
}

/** Sorted; every event must have arrived at every socket, else there is nothing to report. */
function latencies(sockets: number, heard: Arrival[], since: Map<string, number>): number[] {
  if (heard.length !== since.size * sockets)
    throw new Error(`${since.size} events reached ${sockets} sockets ${heard.length} times`)
  return heard.map(({ ticketId, seq, at }) => at - since.get(`${ticketId}/${seq}`)!).sort((a, b) => a - b)
}

function row(sockets: number, ours: number[], raw: number[]): Row {
  const at = (all: number[], share: number) => Math.round(all[Math.floor((all.length - 1) * share)]! * 10) / 10
  return {
    name: `live, ${sockets} sockets, p99`,
    ours: at(ours, 0.99),
    raw: at(raw, 0.99),
    ratio: Math.round((at(ours, 0.99) / at(raw, 0.99)) * 100) / 100,
    unit: 'ms',
    baseline: 'the same message to as many sockets, from a bare server of socket.io: no database, no log',
    p50: at(ours, 0.5),
    p99: at(ours, 0.99),
  }
}

async function takeIn(port: number, cookie: string, body: object) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomBytes(12).toString('hex'), cookie },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`not taken in: ${await answer.text()}`)
}

/** Dispatchers with a session each, without the slow way through their passwords. */
async function people(url: string, count: number): Promise<string[]> {
  const tokens = [...Array(count)].map(() => randomBytes(32).toString('base64url'))
  const hashes = tokens.map((token) => createHash('sha256').update(token).digest())
  await onDatabase(url, (client) =>
    client.query(
      `WITH made AS (
         INSERT INTO person (login, name, unit_id, must_change_password, password_changed_at)
         SELECT 'live-' || n, '派单员', (SELECT id FROM unit WHERE kind = 'center' LIMIT 1), false, now()
         FROM generate_series(1, $1::int) AS n RETURNING id, substr(login, 6)::int AS n
       ), roles AS (INSERT INTO person_role (person_id, role) SELECT id, 'dispatcher' FROM made)
       INSERT INTO session (token_hash, person_id, expires_at) SELECT ($2::bytea[])[n], id, now() + interval '1 hour' FROM made`,
      [count, hashes],
    ),
  )
  // Giving a role ends a person's sessions, also those of the same statement.
  await onDatabase(url, (client) => client.query('UPDATE session SET revoked_at = NULL'))
  return tokens.map((token) => `jiban_session=${token}`)
}
