import type { Client } from 'pg'

/** Tickets of one series are told apart by their index alone: the same seed, series and moment make the same city. */
export interface Series {
  seed: number
  months: number
  /** The moment the series lives up to. */
  now: string
  size: number
  batchSize: number
  /** First ids; each ticket has its own place after them. */
  ticketBase: number
  assignmentBase: number
  factBase: number
  requesterBase: number
  regularBase: number
  meetingBase?: number
  regularsLoaded: boolean
  done: number[]
}

/** `region.settings.demo`: what was loaded, so that a second run adds only what is missing. */
export interface DemoMark {
  series: Series[]
  /** Definitions of indexes that are down while a big load runs. */
  indexes?: string[]
}

/** Far more than a ticket goes to: dispatched, undone, given back by three and ruled. */
export const ASSIGNMENTS_EACH = 16
/** Most tickets ask for nothing: the facts of a batch share its ids, and even a batch of one ticket has enough. */
export const factsOf = ({ batchSize }: Pick<Series, 'batchSize'>) => 4 * batchSize + 256

export async function readMark(client: Client): Promise<DemoMark> {
  const { rows } = await client.query<{ demo: DemoMark | null }>(`SELECT settings->'demo' AS demo FROM region`)
  if (!rows[0]) throw new Error('数据库里还没有基础数据，请先执行 npm run seed')
  return rows[0].demo ?? { series: [] }
}

export async function writeMark(client: Client, mark: DemoMark): Promise<void> {
  await client.query(`UPDATE region SET settings = settings || jsonb_build_object('demo', $1::jsonb)`, [
    JSON.stringify(mark),
  ])
}

/** Said in the batch's own transaction: it is loaded if and only if it is marked. */
export async function markDone(client: Client, series: number, batch: number): Promise<void> {
  await client.query(
    `UPDATE region SET settings = jsonb_set(settings, ARRAY['demo', 'series', $1::text, 'done'],
       (settings #> ARRAY['demo', 'series', $1::text, 'done']) || to_jsonb($2::int))`,
    [series, batch],
  )
}

export const loadedOf = (mark: DemoMark) => mark.series.reduce((sum, { size }) => sum + size, 0)

export const batchesOf = ({ size, batchSize }: Pick<Series, 'size' | 'batchSize'>) => Math.ceil(size / batchSize)

export const missingOf = (series: Series) =>
  Array.from({ length: batchesOf(series) }, (_, batch) => batch).filter((batch) => !series.done.includes(batch))

/** Takes consecutive ids out of a sequence; others may take theirs at the same time, then it tries again and leaves a gap. */
export async function reserve(client: Client, sequence: string, step: number, count: number): Promise<number> {
  if (count === 0) return 0
  const blocks = Math.ceil(count / step)
  for (let attempt = 0; attempt < 20; attempt++) {
    const { rows } = await client.query<{ first: string; last: string }>(
      `SELECT min(id) AS first, max(id) AS last FROM (SELECT nextval($1::regclass) AS id FROM generate_series(1, $2::int)) t`,
      [sequence, blocks],
    )
    const [first, last] = [Number(rows[0]!.first), Number(rows[0]!.last)]
    if (last - first === (blocks - 1) * step) return first
  }
  throw new Error(`序列 ${sequence} 正被大量占用，请在空闲时再装入演示数据`)
}
