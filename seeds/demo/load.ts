import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Client } from 'pg'
import { checkKeys } from '#data/secrets/check-keys'
import { type KeyMaterial, KeyRing } from '#data/secrets/key-ring'
import { Arrivals } from './arrivals'
import { regularsOf } from './callers'
import { batchesFor, connect } from './connect'
import { dropIndexes, restoreIndexes } from './indexes'
import {
  ASSIGNMENTS_EACH,
  batchesOf,
  factsOf,
  loadedOf,
  missingOf,
  readMark,
  reserve,
  type Series,
  writeMark,
} from './series'
import { finishMeetings, loadMeetings, timesOf } from './meetings'
import type { ThreadTask } from './thread'

const LOAD_LOCK = 12_345_004
const ID_BLOCK = 64
/** From here on indexes are built afterwards and several threads pay off. */
const BIG = 20_000
const BATCH = 2_000
/** A batch is young garbage: collected often in little room, seldom in much. */
const ROOMY = { maxYoungGenerationSizeMb: 128, maxOldGenerationSizeMb: 2048 }

export interface DemoWish {
  tickets: number
  months: number
  seed: number
  /** The moment the city lives up to; now, unless a test says otherwise. */
  now?: Date
  /** 0 makes everything in this thread. */
  threads?: number
  /** Tickets of one transaction. */
  batchSize?: number
}

export interface DemoReport {
  added: number
  total: number
  seconds: number
}

export type Progress = (done: number, total: number, what: string) => void

/** Brings the demo up to so many tickets; what is there already, also from an interrupted run, is not made again. */
export async function loadDemo(
  url: string,
  keys: KeyMaterial,
  wish: DemoWish,
  onProgress: Progress = () => undefined,
): Promise<DemoReport> {
  const began = Date.now()
  const client = await connect(url)
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOAD_LOCK])
    await checkKeys(async (sql, values) => (await client.query(sql, values)).rows, new KeyRing(keys))
    await planMissing(client, wish)
    const { series } = await readMark(client)
    const load = new SeriesLoad(client, url, keys, onProgress)
    let added = 0
    for (const [serial, each] of series.entries()) added += await load.run(serial, each, wish.threads)
    await restoreIndexes(client, (done, total) => onProgress(done, total, '重建索引'))
    if (added) await tidy(client, onProgress)
    return { added, total: loadedOf(await readMark(client)), seconds: (Date.now() - began) / 1000 }
  } finally {
    await client.end()
  }
}

/** After an interrupted big load: the indexes it took down, without the tickets it still owes. */
export async function mendIndexes(url: string, onProgress: Progress): Promise<void> {
  const client = await connect(url)
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOAD_LOCK])
    await restoreIndexes(client, (done, total) => onProgress(done, total, '重建索引'))
  } finally {
    await client.end()
  }
}

/** What is wanted beyond what earlier runs planned becomes a series of its own. */
async function planMissing(client: Client, { tickets, months, seed, now = new Date(), batchSize = BATCH }: DemoWish) {
  const mark = await readMark(client)
  const size = tickets - loadedOf(mark)
  if (size <= 0) return
  const arrivals = new Arrivals(size, now.getTime(), months)
  await client.query('SELECT ensure_event_months($1::date, $2::date)', [new Date(arrivals.first - 86_400_000), now])
  const series: Series = {
    seed,
    months,
    now: now.toISOString(),
    size,
    batchSize,
    ticketBase: await reserve(client, 'ticket_id', ID_BLOCK, size),
    assignmentBase: await reserve(client, 'assignment_id', ID_BLOCK, size * ASSIGNMENTS_EACH),
    factBase: await reserve(client, 'fact_id', ID_BLOCK, batchesOf({ size, batchSize }) * factsOf({ batchSize })),
    requesterBase: await reserve(client, 'requester_id_seq', 1, size),
    regularBase: await reserve(client, 'requester_id_seq', 1, regularsOf(size)),
    meetingBase: await reserve(
      client,
      'consultation_id_seq',
      1,
      timesOf({ size, months, now: now.toISOString() }).length,
    ),
    regularsLoaded: false,
    done: [],
  }
  await writeMark(client, { ...mark, series: [...mark.series, series] })
}

class SeriesLoad {
  constructor(
    private readonly client: Client,
    private readonly url: string,
    private readonly keys: KeyMaterial,
    private readonly onProgress: Progress,
  ) {}

  async run(serial: number, series: Series, threads?: number): Promise<number> {
    const missing = missingOf(series)
    if (!missing.length) return 0
    const left = missing.reduce((sum, batch) => sum + ticketsIn(series, batch), 0)
    const big = left >= BIG
    if (big && (await isEmpty(this.client))) await dropIndexes(this.client)
    const trusted = big && (await isSuperuser(this.client))
    if (!series.regularsLoaded) await this.loadRegulars(serial, series, trusted)
    const count = threads ?? (big ? 2 : 0)
    if (count > 0)
      await this.inThreads(count, missing, left, { url: this.url, keys: this.keys, series, serial, trusted })
    else await this.here(missing, left, series, serial)
    await finishMeetings(this.client, series)
    return left
  }

  private async loadRegulars(serial: number, series: Series, trusted: boolean) {
    const batches = await batchesFor(this.client, this.keys, series, serial, trusted)
    await this.client.query('BEGIN')
    await batches.loadRegulars()
    await loadMeetings(this.client, series)
    await this.client.query(
      `UPDATE region SET settings = jsonb_set(settings, ARRAY['demo', 'series', $1::text, 'regularsLoaded'], 'true')`,
      [serial],
    )
    await this.client.query('COMMIT')
  }

  private async here(missing: readonly number[], left: number, series: Series, serial: number) {
    const batches = await batchesFor(this.client, this.keys, series, serial, false)
    let done = 0
    for (const batch of missing) {
      this.onProgress(done, left, '生成工单')
      done += await batches.load(batch)
    }
    this.onProgress(left, left, '生成工单')
  }

  /** Each thread asks for the next batch when it is done with one. */
  private async inThreads(count: number, missing: readonly number[], left: number, task: ThreadTask) {
    const queue = [...missing]
    let done = 0
    const one = () =>
      new Promise<void>((finished, fail) => {
        const thread = new Worker(join(__dirname, 'thread.js'), { workerData: task, resourceLimits: ROOMY })
        thread.on('message', (tickets: number) => {
          done += tickets
          this.onProgress(done, left, '生成工单')
          thread.postMessage(queue.shift() ?? null)
        })
        thread.on('error', fail)
        thread.on('exit', () => finished())
      })
    await Promise.all(Array.from({ length: Math.min(count, queue.length) }, one))
  }
}

function ticketsIn({ size, batchSize }: Series, batch: number): number {
  return batch === batchesOf({ size, batchSize }) - 1 ? size - batch * batchSize : batchSize
}

async function isEmpty(client: Client): Promise<boolean> {
  return (await client.query('SELECT FROM ticket LIMIT 1')).rows.length === 0
}

async function isSuperuser(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ su: string }>(`SELECT current_setting('is_superuser') AS su`)
  return rows[0]!.su === 'on'
}

async function tidy(client: Client, onProgress: Progress) {
  const tables = [
    'requester',
    'ticket',
    'assignment',
    'request',
    'suspension',
    'supervision',
    'clock',
    'event',
    'reply',
    'callback',
    'callback_contact',
    'call',
    'call_event',
    'call_ticket',
    'missed_call',
    'call_figure',
  ]
  for (const [at, table] of tables.entries()) {
    onProgress(at, tables.length, '更新统计信息')
    await client.query(`VACUUM (ANALYZE) ${table}`)
  }
  onProgress(tables.length, tables.length, '更新统计信息')
}
