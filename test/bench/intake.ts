import { loadRegionRules } from '#data/region'
import { ApiProcess } from './api-process'
import type { Bench, Row } from './bench'
import { Child, type Rate } from './child'
import { row, turnByTurn } from './compare'
import { demands } from './demands'
import { onDatabase, sqlOn } from './driver'
import type { HttpLoad } from './http-load'
import type { RawLoad } from './raw-load'

const CONNECTIONS = [1, 16, 64]
const LOGIN = 'dispatcher1'
const TRANSACTION = 'same rows, one transaction of six prepared statements by the driver'
const ONE_STATEMENT = "the product's one statement by the driver"

/** Registering and dispatching in one act over HTTP, beside writing the same rows straight into the database. */
export async function intake({ databases, dataFolder, seconds, say }: Bench): Promise<Row[]> {
  const url = await databases.empty()
  const api = await ApiProcess.start(url, dataFolder)
  const [http, raw] = [Child.start('http-load'), Child.start('raw-load')]
  try {
    const load = { port: api.port, cookie: await api.signIn(LOGIN), requests: await requests(url), expect: 201 }
    const personId = await idOf(url, LOGIN)
    const driver = (how: 'transaction' | 'oneStatement', connections: number, lasting: number) =>
      raw.ask<Rate>({
        url,
        connections,
        seconds: lasting,
        work: { intake: how, personId, keysFolder: dataFolder },
      } satisfies RawLoad)
    const rows: Row[] = []
    for (const connections of CONNECTIONS) {
      say(`受理并派单，${connections} 个连接`)
      const rates = await turnByTurn(
        {
          ours: (lasting) => http.ask<Rate>({ ...load, connections, seconds: lasting } satisfies HttpLoad),
          transaction: (lasting) => driver('transaction', connections, lasting),
          oneStatement: (lasting) => driver('oneStatement', connections, lasting),
        },
        seconds,
      )
      rows.push(row(`intake, ${connections} connections`, rates.ours, rates.transaction, TRANSACTION))
      rows.push(
        row(`intake, ${connections} connections, beside one statement`, rates.ours, rates.oneStatement, ONE_STATEMENT),
      )
    }
    return rows
  } finally {
    http.end()
    raw.end()
    await api.stop()
  }
}

/** The load generator writes digits of its own over the marks, so that every request is another requester's. */
async function requests(url: string): Promise<HttpLoad['requests']> {
  const region = await onDatabase(url, (client) => loadRegionRules(sqlOn(client)))
  return demands(region, 200, () => '13#########').map((body) => ({
    method: 'POST',
    path: '/api/v1/tickets',
    body: JSON.stringify(body),
  }))
}

const idOf = (url: string, login: string) =>
  onDatabase(
    url,
    async (client) =>
      (await client.query<{ id: number }>('SELECT id FROM person WHERE login = $1', [login])).rows[0]!.id,
  )
