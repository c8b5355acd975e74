import { parseArgs } from 'node:util'
import { Client, type QueryResultRow } from 'pg'
import { readConfig } from '#platform/config'
import { keysOf } from '#platform/keys'
import { type DemoReport, type DemoWish, loadDemo, mendIndexes } from '#seeds/demo/load'

const MOST_TICKETS = 20_000_000

/** `npm run demo -- --tickets 1000000 [--months 6] [--seed 7]`; `--once` is what `npm start` does: a small city, the first time only. */
async function main() {
  const config = readConfig()
  const url = config.databaseUrl
  if (!url) throw new Error('请设置 DATABASE_URL')
  const { wish, once, force } = readArgs()
  const bar = new Bar()
  const show = (done: number, total: number, what: string) => bar.show(done, total, what)
  if (once && (!config.demo || (await isSettled(url, wish.tickets)))) return mendIndexes(url, show)
  if (config.mode === 'production') throw new Error('正式环境（NODE_ENV=production）不能装入演示数据')
  if (!force) await refuseRealTickets(url)
  const keys = keysOf(config)
  const report = await loadDemo(url, keys, wish, show)
  bar.end()
  console.log(summary(report))
}

function readArgs(): { wish: DemoWish; once: boolean; force: boolean } {
  const { values } = parseArgs({
    options: {
      tickets: { type: 'string' },
      months: { type: 'string' },
      seed: { type: 'string' },
      threads: { type: 'string' },
      once: { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
    },
  })
  const wish = {
    tickets: whole('--tickets', values.tickets ?? '2000', 1, MOST_TICKETS),
    months: whole('--months', values.months ?? '4', 1, 36),
    seed: whole('--seed', values.seed ?? '7', 0, 2_000_000_000),
    ...(values.threads === undefined ? {} : { threads: whole('--threads', values.threads, 0, 16) }),
  }
  return { wish, once: values.once, force: values.force }
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text.replaceAll('_', ''))
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new Error(`${name} 应为 ${least} 到 ${most} 之间的整数，现在是“${text}”`)
}

/** Made-up tickets among real ones could never be told apart again by looking. */
async function refuseRealTickets(url: string) {
  const [found] = await ask<{ real: boolean }>(
    url,
    `SELECT EXISTS (SELECT FROM ticket) AND NOT settings ? 'demo' AS real FROM region`,
  )
  if (found?.real) throw new Error('数据库里已有真实工单，不再装入演示数据；确实需要时加 --force')
}

/** There are tickets, and no small load of ours was interrupted; a big one goes on when it is asked for. */
async function isSettled(url: string, small: number): Promise<boolean> {
  const [found] = await ask<{ settled: boolean }>(
    url,
    `SELECT EXISTS (SELECT FROM ticket) AND NOT EXISTS (SELECT FROM region, jsonb_array_elements(settings #> '{demo,series}') s
       WHERE (s->>'size')::int <= ${small} AND jsonb_array_length(s->'done') * (s->>'batchSize')::int < (s->>'size')::int) AS settled`,
  )
  return found!.settled
}

async function ask<R extends QueryResultRow>(url: string, sql: string): Promise<R[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<R>(sql)).rows
  } finally {
    await client.end()
  }
}

/** One line that is written over on a terminal, and a line every few seconds elsewhere. */
class Bar {
  private what = ''
  private began = Date.now()
  private told = 0

  show(done: number, total: number, what: string) {
    if (what !== this.what) Object.assign(this, { what, began: Date.now(), told: 0 })
    const now = Date.now()
    if (process.stdout.isTTY) return void process.stdout.write(`\r\x1b[K${this.line(done, total, now)}`)
    if (total < 10_000 || (now - this.told < 5_000 && done < total)) return
    this.told = now
    console.log(this.line(done, total, now))
  }

  end() {
    if (process.stdout.isTTY) process.stdout.write('\r\x1b[K')
  }

  private line(done: number, total: number, now: number): string {
    const share = total ? done / total : 1
    const bar = '█'.repeat(Math.round(share * 24)).padEnd(24, '░')
    const rate = (done / Math.max(1, now - this.began)) * 1000
    const left = rate > 0 && done < total ? `，约剩 ${duration((total - done) / rate)}` : ''
    return `${this.what} ${bar} ${Math.floor(share * 100)}%  ${done}/${total}  ${Math.round(rate)}/秒${left}`
  }
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} 秒` : `${Math.ceil(seconds / 60)} 分钟`
}

function summary({ added, total, seconds }: DemoReport): string {
  if (!added) return `演示数据已有 ${total} 件工单，无需补充`
  return `演示数据：新增 ${added} 件工单，共 ${total} 件，用时 ${seconds.toFixed(1)} 秒（${Math.round(added / seconds)}/秒）`
}

main().catch((error: unknown) => {
  console.error(`装入演示数据失败：${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
})
