import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dataFolder } from '#platform/postgres/place'
import { startPostgres } from '#platform/postgres/server'
import { Trouble } from '#platform/postgres/trouble'
import type { Row } from './bench'
import { BENCHES } from './benches'
import { Databases } from './databases'
import { say } from '../../apps/cli/say'

/** `npm run bench`, `npm run bench -- NAME`: measures the product beside the bare database, and keeps the figures in bench.json. */
export async function run(args: string[]): Promise<void> {
  const { names, seconds, tickets } = read(args)
  const folder = join(dataFolder(), 'bench')
  mkdirSync(folder, { recursive: true })
  const given = process.env['DATABASE_URL_BENCH']
  const server = given ? undefined : await startPostgres({ dataDir: folder, log: say, supervise: false })
  // Whatever runs for us ends with us; the database is left as it was found.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void Promise.resolve(server?.release()).finally(() => process.exit(130)))
  try {
    const databases = new Databases(given ?? server!.url(), folder, say)
    const rows: Row[] = []
    for (const name of names) {
      say(`性能测试 ${name}`)
      rows.push(...(await BENCHES[name]!({ databases, dataFolder: folder, seconds, tickets, say })))
    }
    show(rows)
    keep(rows)
  } finally {
    await server?.release()
  }
}

function read(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { seconds: { type: 'string', default: '9' }, tickets: { type: 'string', default: '1000000' } },
  })
  const unknown = positionals.find((name) => !Object.hasOwn(BENCHES, name))
  if (unknown) throw new Trouble(`没有名为“${unknown}”的性能测试。`, `可用的有：${Object.keys(BENCHES).join('、')}`)
  const names = positionals.length ? positionals : Object.keys(BENCHES)
  return { names, seconds: positive('seconds', values.seconds), tickets: positive('tickets', values.tickets) }
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (value > 0 && value <= 10_000_000) return value
  throw new Trouble(`--${name} 应是一个正数，现在是“${text}”。`)
}

function show(rows: Row[]) {
  const table = rows.map(({ name, ours, raw, ratio, unit, p50, p99, baseline }) => ({
    name,
    ours: `${ours} ${unit}`,
    raw: `${raw} ${unit}`,
    ratio,
    'p50 / p99 ms': p50 === undefined ? '' : `${p50} / ${p99}`,
    'raw is': baseline,
  }))
  console.table(table)
}

function keep(rows: Row[]) {
  const file = join(dataFolder(), 'bench.json')
  writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`)
  say(`结果已写入 ${file}`)
}
