import {
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { giveTo } from './account'
import { backupFor, listBackups, type Backup } from './backups'
import type { Progress } from './backup'
import { copyFiles, filesBelow } from './copying'
import { beijingTime } from './moments'
import { makeServerFolder, type Place } from './place'
import { startPostgres, type Postgres } from './server'
import type { Settings } from './settings'
import { Trouble } from './trouble'

export interface Restored {
  server: Postgres
  backup: Backup
  /** the last transaction that was replayed; none when nothing was committed after the backup */
  upTo: Date | undefined
  /** where the data from before the restore is kept */
  kept: string
}

const KEPT = 'postgres.before-restore-'

/** Brings the data to a moment: copies a backup, replays the archived log, starts. The server must be stopped; its folder is kept aside. */
export async function restore(
  place: Place,
  moment: Date | 'latest',
  say: (line: string) => void,
  progress: Progress,
): Promise<Restored> {
  const timeline = timelineOf(place.pgdata)
  const backup = chooseBackup(place, moment, timeline)
  say(`使用 ${beijingTime(backup.finishedAt)} 的备份（${backup.name}）`)
  const half = `${place.pgdata}.restoring`
  await layOut(place, backup, half, progress)
  const kept = join(place.home, `${KEPT}${stamp()}`)
  if (existsSync(place.pgdata)) renameSync(place.pgdata, kept)
  renameSync(half, place.pgdata)
  try {
    const server = await recover(place, moment, timeline, say)
    return { server, backup, kept, upTo: await lastReplayed(server) }
  } catch (error) {
    putBack(place, kept)
    throw error
  }
}

/** Exchanges the restored data for what was there before; the restored data is kept aside in turn. */
export function undoRestore(place: Place): { kept: string; from: string } {
  const from = readdirSync(place.home)
    .filter((name) => name.startsWith(KEPT))
    .sort()
    .at(-1)
  if (!from) throw new Trouble('没有可以撤销的恢复。')
  const kept = join(place.home, `postgres.undone-${stamp()}`)
  renameSync(place.pgdata, kept)
  renameSync(join(place.home, from), place.pgdata)
  return { kept, from }
}

function chooseBackup(place: Place, moment: Date | 'latest', timeline: number): Backup {
  const backups = listBackups(place)
  const first = backups[0]
  if (!first) throw new Trouble('还没有任何备份，无法恢复。', '备份用 npm run backup。')
  if (moment !== 'latest' && moment > new Date())
    throw new Trouble(`${beijingTime(moment)}（北京时间）还没有到，无法恢复到那时。`, range(first))
  const backup = backupFor(backups, moment, timeline)
  if (backup) return backup
  throw new Trouble(`没有早于 ${moment === 'latest' ? '现在' : beijingTime(moment)}（北京时间）的备份。`, range(first))
}

function range(first: Backup): string {
  return `可以恢复到 ${beijingTime(first.finishedAt)} 与现在 ${beijingTime(new Date())} 之间的任意时刻（北京时间）。`
}

/** A data folder like the backed up one, with the log that was written but not archived yet. */
async function layOut(place: Place, backup: Backup, half: string, progress: Progress) {
  rmSync(half, { recursive: true, force: true })
  const source = join(backup.folder, 'data')
  const files = await filesBelow(source, () => false)
  const total = files.reduce((sum, file) => sum + file.bytes, 0)
  // PostgreSQL syncs the whole folder before it replays
  await copyFiles(source, half, files, (done) => progress(done, total), false)
  for (const folder of ['pg_wal/archive_status', 'pg_wal/summaries', ...EMPTY])
    mkdirSync(join(half, folder), { recursive: true, mode: 0o700 })
  takeUnarchived(place, join(half, 'pg_wal'))
  writeFileSync(join(half, 'recovery.signal'), '')
  makeServerFolder(place.archive, place.account)
  await giveAll(place, half)
}

const EMPTY = [
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_tblspc',
  'pg_twophase',
]

function takeUnarchived(place: Place, into: string) {
  for (const name of logFiles(place.pgdata))
    if (!existsSync(join(place.archive, name))) copyFileSync(join(place.pgdata, 'pg_wal', name), join(into, name))
}

async function giveAll(place: Place, folder: string) {
  if (!place.account) return
  const { uid, gid } = place.account
  for (const { path } of await filesBelow(folder, () => false)) chownSync(join(folder, path), uid, gid)
  giveTo(place.account, folder)
}

/** Replays the log. When it ends before the moment, nothing was committed in between: its end is that moment's state. */
async function recover(
  place: Place,
  moment: Date | 'latest',
  timeline: number,
  say: (line: string) => void,
): Promise<Postgres> {
  const mark = existsSync(place.log) ? statSync(place.log).size : 0
  const target: Settings =
    moment === 'latest' ? {} : { recovery_target_time: moment.toISOString().replace('T', ' ').replace('Z', '+00') }
  try {
    return await replay(place, { ...recoverySettings(place, timeline), ...target }, say)
  } catch (error) {
    if (!readFileSync(place.log, 'utf8').slice(mark).includes('recovery ended before configured recovery target'))
      throw error
    say('日志在该时刻之前已结束，恢复到日志的末尾')
    return replay(place, recoverySettings(place, timeline), say)
  }
}

function recoverySettings(place: Place, timeline: number): Settings {
  return {
    restore_command: `cp '${place.archive.replaceAll("'", `'\\''`)}/%f' '%p'`,
    recovery_target_action: 'promote',
    recovery_target_timeline: Number.isFinite(timeline) ? String(timeline) : 'latest',
    hot_standby: 'on',
  }
}

async function replay(place: Place, settings: Settings, say: (line: string) => void): Promise<Postgres> {
  const server = await startPostgres({ dataDir: place.dataDir, settings, supervise: false, log: say })
  const client = new Client(server.url())
  client.on('error', () => undefined)
  try {
    await client.connect()
    for (let round = 1; await inRecovery(client); round++) {
      await sleep(100)
      if (round % 20 === 0) say('正在重放日志')
    }
    return server
  } catch (error) {
    await server.stop()
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function inRecovery(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ going: boolean }>('SELECT pg_is_in_recovery() AS going')
  return rows[0]?.going ?? false
}

async function lastReplayed(server: Postgres): Promise<Date | undefined> {
  const client = new Client(server.url())
  await client.connect()
  const { rows } = await client.query<{ at: Date | null }>('SELECT pg_last_xact_replay_timestamp() AS at')
  await client.end()
  return rows[0]?.at ?? undefined
}

/** A restore that failed leaves everything as it was. */
function putBack(place: Place, kept: string) {
  if (!existsSync(kept)) return
  rmSync(place.pgdata, { recursive: true, force: true })
  renameSync(kept, place.pgdata)
}

/** The history the data is on now: after an undone restore the archive also holds a younger one that must not be followed. */
function timelineOf(pgdata: string): number {
  const timelines = logFiles(pgdata).map((name) => parseInt(name.slice(0, 8), 16))
  return timelines.length ? Math.max(...timelines) : Infinity
}

function logFiles(pgdata: string): string[] {
  const folder = join(pgdata, 'pg_wal')
  return existsSync(folder)
    ? readdirSync(folder).filter((name) => /^[0-9A-F]{8}([0-9A-F]{16}|\.history)$/.test(name))
    : []
}

function stamp(): string {
  return new Date().toISOString().replace(/[-:]|\.\d+/g, '')
}
