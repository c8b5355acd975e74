import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { copyAttachments } from '../file-copies'
import { type Backup, listBackups } from './backups'
import { copyFiles, filesBelow, type Copied } from './copying'
import { writePrivately } from './files'
import { beijingTime } from './moments'
import type { Place } from './place'
import type { Postgres } from './server'
import { Trouble } from './trouble'

/** Tells how far a long copy is, at most once a second. */
export type Progress = (done: number, total: number) => void

const ARCHIVE_WITHIN = '10min'

/**
 * Copies the data folder of a running server. Files change meanwhile; the log written between start and stop makes the
 * copy whole again, which is why stop waits until that log is archived. `attachments` is the folder of files beside it.
 */
export async function backUp(
  server: Postgres,
  progress: Progress = () => undefined,
  attachments?: string,
): Promise<Backup> {
  const name = beijingTime(new Date()).replace(' ', '_').replaceAll(':', '-')
  const half = join(server.place.backups, `${name}.making`)
  mkdirSync(join(half, 'data'), { recursive: true, mode: 0o700 })
  const client = new Client(server.url())
  client.on('error', () => undefined)
  try {
    await client.connect()
    await startArchiving(server, client)
    const note = await copyBetweenStartAndStop(client, server.place, half, progress)
    // After the database: whatever its rows name is there.
    const earlier = listBackups(server.place).at(-1)
    if (attachments) await copyAttachments(attachments, join(half, 'files'), earlier && join(earlier.folder, 'files'))
    writePrivately(join(half, 'backup.json'), JSON.stringify(note, null, 2))
    const folder = half.replace(/\.making$/, '')
    renameSync(half, folder)
    return { ...note, name, folder }
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    throw error
  } finally {
    await client.end()
  }
}

/** Until the first backup the log is not kept; from now on it is. */
async function startArchiving(server: Postgres, client: Client) {
  await server.reloadSettings()
  for (let tries = 0; tries < 50; tries++) {
    const { rows } = await client.query<{ library: string; mode: string }>(
      `SELECT current_setting('archive_library') AS library, current_setting('archive_mode') AS mode`,
    )
    if (rows[0]?.mode !== 'on') throw new Trouble('数据库没有打开日志归档，无法备份。', '请重新启动即办后再试。')
    if (rows[0].library !== '') return
    await sleep(100)
  }
  throw new Trouble('日志归档没有启用，无法备份。', '请重新启动即办后再试。')
}

type Note = Omit<Backup, 'name' | 'folder'>

async function copyBetweenStartAndStop(client: Client, place: Place, half: string, progress: Progress): Promise<Note> {
  const data = join(half, 'data')
  const { startedAt, timeline, startSegment } = await start(client)
  const files = await filesBelow(place.pgdata, isSkipped)
  const total = sum(files)
  await refuseFullDisk(half, total)
  const [control, others] = [files.filter(isControl), files.filter((file) => !isControl(file))]
  const onBytes = everySecond((done) => progress(done, total))
  let bytes = await copyFiles(place.pgdata, data, others, onBytes, true)
  bytes += await copyFiles(place.pgdata, data, control, () => undefined, true)
  progress(bytes, Math.max(bytes, total))
  const finishedAt = await stop(client, data)
  return { startedAt, finishedAt, timeline, startSegment, bytes }
}

async function start(client: Client) {
  const { rows } = await client.query<Pick<Note, 'startedAt' | 'timeline' | 'startSegment'>>(`
    SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "startedAt",
           pg_walfile_name(lsn) AS "startSegment",
           (SELECT timeline_id FROM pg_control_checkpoint()) AS timeline
    FROM pg_backup_start('jiban', fast => true) AS lsn`)
  if (!rows[0]) throw new Trouble('数据库没有开始备份。')
  return rows[0]
}

async function stop(client: Client, data: string): Promise<string> {
  await client.query(`SET statement_timeout = '${ARCHIVE_WITHIN}'`)
  try {
    const { rows } = await client.query<{ label: string; finishedAt: string }>(`
      SELECT labelfile AS label, to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "finishedAt"
      FROM pg_backup_stop(wait_for_archive => true)`)
    writeFileSync(join(data, 'backup_label'), rows[0]?.label ?? '', { mode: 0o600 })
    return rows[0]?.finishedAt ?? ''
  } catch (error) {
    if ((error as { code?: string }).code !== '57014') throw error
    throw new Trouble(
      '日志归档在十分钟内没有完成，这次备份作废。',
      '请检查归档文件夹所在磁盘的空间，以及 postgres.log。',
    )
  }
}

/** What belongs to the running server and not to the data, and log, which comes from the archive. */
const EMPTIED = [
  'pg_wal',
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]
const LEFT_OUT = [
  'postmaster.pid',
  'postmaster.opts',
  'current_logfiles',
  'recovery.signal',
  'standby.signal',
  'backup_label',
]

function isSkipped(path: string): boolean {
  const [top = '', ...inside] = path.split('/')
  const name = inside.at(-1) ?? top
  return (
    (inside.length > 0 && EMPTIED.includes(top)) ||
    LEFT_OUT.includes(path) ||
    /^(pgsql_tmp|pg_internal\.init)/.test(name)
  )
}

/** Copied last: it says from where the log must be replayed. */
function isControl(file: Copied): boolean {
  return file.path === 'global/pg_control'
}

async function refuseFullDisk(folder: string, needed: number) {
  const disk = await statfs(folder)
  const free = disk.bavail * disk.bsize
  if (free > needed * 1.1) return
  throw new Trouble(
    `磁盘空间不够备份：需要约 ${megabytes(needed)} MB，剩余 ${megabytes(free)} MB。`,
    '请腾出空间，或把 backups 文件夹链接到另一块磁盘。',
  )
}

export function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20)
}

function sum(files: Copied[]): number {
  return files.reduce((total, file) => total + file.bytes, 0)
}

function everySecond(tell: (done: number) => void): (done: number) => void {
  let last = Date.now()
  return (done) => {
    if (Date.now() - last < 1_000) return
    last = Date.now()
    tell(done)
  }
}
