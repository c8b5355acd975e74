import { parseArgs } from 'node:util'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '#platform/config'
import { copyAttachments } from '#platform/file-copies'
import { filesFolder } from '#platform/files-folder'
import { megabytes } from '#platform/postgres/backup'
import { beijingTime, parseMoment } from '#platform/postgres/moments'
import { dataFolder, findPlace, type Place } from '#platform/postgres/place'
import { restore, undoRestore } from '#platform/postgres/restore'
import { startPostgres } from '#platform/postgres/server'
import { Trouble } from '#platform/postgres/trouble'
import { claimInstance, fileOf } from './instance'
import { refuseOutsideDatabase } from './product-database'
import { readEverything } from './read-everything'
import { say } from './say'
import { stopInstance } from './stop'

const USAGE = '用法：npm run restore -- --to "2026-11-20 09:30:00"（北京时间） | --latest | --undo（撤销上一次恢复）'

/** `npm run restore`: brings the embedded database to a moment; what was there is kept and can be had back. */
export async function run(args: string[]): Promise<void> {
  refuseOutsideDatabase('恢复')
  const asked = parse(args)
  const dataDir = dataFolder()
  await stopInstance(dataDir)
  const place = findPlace(dataDir, say)
  if (!claimInstance(dataDir)) throw new Trouble('另一个即办命令正在使用这份数据。', '请等它结束后重试。')
  try {
    await stopServer(dataDir)
    if (asked === 'undo') undo(place)
    else await bringTo(place, asked)
  } finally {
    rmSync(fileOf(dataDir), { force: true })
  }
}

function parse(args: string[]): Date | 'latest' | 'undo' {
  const options = { to: { type: 'string' }, latest: { type: 'boolean' }, undo: { type: 'boolean' } } as const
  const { values } = readArgs(() => parseArgs({ args, options }))
  if (Object.keys(values).length !== 1) throw new Trouble('请说明恢复到什么时候。', USAGE)
  if (values.to !== undefined) return parseMoment(values.to)
  return values.undo ? 'undo' : 'latest'
}

function readArgs<T>(read: () => T): T {
  try {
    return read()
  } catch {
    throw new Trouble('看不懂这些参数。', USAGE)
  }
}

/** A server left behind by a killed run still writes to the folder. */
async function stopServer(dataDir: string) {
  const server = await startPostgres({ dataDir, supervise: false }).catch(() => undefined)
  await server?.stop()
}

async function bringTo(place: Place, moment: Date | 'latest') {
  say(moment === 'latest' ? '恢复到最近的时刻' : `恢复到 ${beijingTime(moment)}（北京时间）`)
  const restored = await restore(place, moment, say, everySecond())
  try {
    const { tables, rows } = await readEverything(restored.server)
    say(`核对完成：读遍 ${tables} 张表、${rows} 行，校验和无误`)
  } finally {
    await restored.server.stop()
  }
  await copyAttachments(join(restored.backup.folder, 'files'), filesFolder(readConfig()), undefined)
  say(restored.upTo ? `已恢复，最后一笔事务在 ${beijingTime(restored.upTo)}（北京时间）` : `已恢复到备份时的状态`)
  console.log(`恢复前的数据保留在 ${restored.kept}`)
  console.log('撤销这次恢复：npm run restore -- --undo    启动：npm start')
}

function undo(place: Place) {
  const { kept } = undoRestore(place)
  say('已撤销上一次恢复，数据回到恢复之前')
  console.log(`被撤销的数据保留在 ${kept}；启动：npm start`)
}

function everySecond(): (done: number, total: number) => void {
  let last = 0
  return (done, total) => {
    if (Date.now() - last < 1_000) return
    last = Date.now()
    say(`已复制 ${megabytes(done)} / ${megabytes(total)} MB`)
  }
}
