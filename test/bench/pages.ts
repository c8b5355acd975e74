import { loadRegionRules } from '#data/region'
import { unitsUnder } from '#data/scope'
import { queryTokens, toTsQueryText } from '#insight/search-tokens'
import type { Client } from 'pg'
import { ApiProcess } from './api-process'
import type { Bench, Row } from './bench'
import { Child, type Rate } from './child'
import { row, turnByTurn } from './compare'
import { dice } from './demands'
import { onDatabase, sqlOn } from './driver'
import type { HttpLoad } from './http-load'
import type { RawLoad } from './raw-load'
import type { RawPage } from './raw-pages'

const CONNECTIONS = 16
const BASELINE = "the product's own statements by the driver, as many connections"
const DISPATCHER = 'dispatcher1'

/** A page as people ask for it, and the same as the driver is asked. */
interface Asked {
  page: RawPage
  what: string
  login: string
  paths: string[]
  of: unknown[]
}

/** A unit's page of fifty, in a small and in a big database. */
export async function inbox({ tickets, ...bench }: Bench): Promise<Row[]> {
  const small = Math.max(200, Math.floor(tickets / 100))
  return [
    ...(await measured({ tickets: small, ...bench }, [inboxPages])),
    ...(await measured({ tickets, ...bench }, [inboxPages])),
  ]
}

/** The other pages one lives in, in the big database. */
export function pages(bench: Bench): Promise<Row[]> {
  return measured(bench, [ticketPages, queuePages, searchPages])
}

async function measured(
  { databases, dataFolder, seconds, tickets, say }: Bench,
  find: ((client: Client) => Promise<Asked>)[],
): Promise<Row[]> {
  const url = await databases.filled(tickets)
  const api = await ApiProcess.start(url, dataFolder)
  const [http, raw] = [Child.start('http-load'), Child.start('raw-load')]
  try {
    const rows: Row[] = []
    for (const asking of find) {
      const { page, what, login, paths, of } = await onDatabase(url, asking)
      say(`${what}，${tickets.toLocaleString('en')} 张工单`)
      const requests = paths.map((path) => ({ method: 'GET' as const, path }))
      const load = { port: api.port, cookie: await api.signIn(login), requests, expect: 200, connections: CONNECTIONS }
      const rates = await turnByTurn(
        {
          ours: (lasting) => http.ask<Rate>({ ...load, seconds: lasting } satisfies HttpLoad),
          raw: (lasting) =>
            raw.ask<Rate>({ url, connections: CONNECTIONS, seconds: lasting, work: { page, of } } satisfies RawLoad),
        },
        seconds,
      )
      rows.push(row(`${page} page, ${tickets.toLocaleString('en')} tickets`, rates.ours, rates.raw, BASELINE))
    }
    return rows
  } finally {
    http.end()
    raw.end()
    await api.stop()
  }
}

/** The unit with the most to sign, seen by one of its own people. */
async function inboxPages(client: Client): Promise<Asked> {
  const region = await loadRegionRules(sqlOn(client))
  const { rows } = await client.query<{ path: string; login: string }>(
    `SELECT u.path, min(p.login) AS login FROM (SELECT unit_id, count(*) AS waiting FROM assignment WHERE state = 'pending' GROUP BY unit_id) w
     JOIN unit u ON u.id = w.unit_id JOIN person p ON p.unit_id = u.id JOIN person_role r ON r.person_id = p.id AND r.role = 'handler'
     GROUP BY u.path, waiting ORDER BY waiting DESC LIMIT 1`,
  )
  const { path, login } = rows[0]!
  const of = [{ unitIds: unitsUnder(region, path) }]
  return { page: 'inbox', what: '单位待办一页', login, paths: ['/api/v1/inbox?state=pending&limit=50'], of }
}

async function ticketPages(client: Client): Promise<Asked> {
  const { rows } = await client.query<{ last: string }>('SELECT max(id) AS last FROM ticket')
  const pick = dice(99)
  const of = [...Array(500)].map(() => String(1 + pick(Number(rows[0]!.last))))
  return { page: 'ticket', what: '工单页', login: DISPATCHER, paths: of.map((id) => `/api/v1/tickets/${id}`), of }
}

async function queuePages(): Promise<Asked> {
  const paths = ['/api/v1/tickets?queue=dispatch&limit=50']
  return { page: 'queue', what: '待派单一页', login: DISPATCHER, paths, of: [null] }
}

const WORDS = ['路灯', '供暖不热', '天骄小区', '民族团结广场 噪音', '17号楼', '札萨克水库 燃气', '物业费']

async function searchPages(): Promise<Asked> {
  const of = WORDS.map((words) => toTsQueryText(queryTokens(words)))
  const paths = WORDS.map((words) => `/api/v1/tickets?q=${encodeURIComponent(words)}&limit=50`)
  return { page: 'search', what: '检索一词最新 50 张', login: DISPATCHER, paths, of }
}
