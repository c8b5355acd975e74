import { appendFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { giveTo } from './account'
import { makeServerFolder, type Place } from './place'

/** Settings of one start; null leaves PostgreSQL's own default. */
export type Settings = Record<string, string>

const CONF = 'jiban.conf'

/** Writes our settings beside PostgreSQL's own, which includes them. Called before every start. */
export function writeSettings(place: Place, port: number, extra: Settings): void {
  const conf = join(place.pgdata, CONF)
  const lines = Object.entries({ ...settingsFor(place, port), ...extra }).map(
    ([name, value]) => `${name} = ${quote(value)}`,
  )
  writeFileSync(conf, `# written by jiban at every start\n${lines.join('\n')}\n`, { mode: 0o600 })
  giveTo(place.account, conf)
  includeIn(join(place.pgdata, 'postgresql.conf'))
}

/** The archive is worth its disk only from the first base backup on; until then log segments are let go. */
export function archiveSettings(place: Place): Settings {
  if (!hasBackups(place.backups)) return { archive_library: '', archive_command: 'exit 0' }
  makeServerFolder(place.archive, place.account)
  return { archive_library: 'basic_archive', archive_command: '', 'basic_archive.archive_directory': place.archive }
}

/** What a single test or a small machine wants when its data may be lost. */
export const UNSAFE_AND_FAST: Settings = {
  // Two files of tests at a time, each with processes of its own.
  max_connections: '400',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  archive_mode: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
}

function settingsFor(place: Place, port: number): Settings {
  return {
    ...CONNECTIONS,
    port: String(port),
    ...memory(),
    ...DURABILITY,
    ...MANNERS,
    ...parallel(),
    ...archiveSettings(place),
  }
}

const CONNECTIONS: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  password_encryption: 'scram-sha-256',
}

const DURABILITY: Settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  wal_level: 'replica',
  archive_mode: 'on',
  archive_timeout: '5min',
  max_wal_size: '2GB',
  min_wal_size: '256MB',
  checkpoint_completion_target: '0.9',
  // after a crash one call for the whole disk instead of one for each of a thousand files
  ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
}

/** No statement text and no row values in the log: they hold personal data. */
const MANNERS: Settings = {
  shared_preload_libraries: 'pg_stat_statements',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_line_prefix: '%m [%p] ',
  jit: 'off',
  random_page_cost: '1.1',
  idle_in_transaction_session_timeout: '5min',
  autovacuum_naptime: '20s',
  autovacuum_vacuum_scale_factor: '0.05',
  autovacuum_analyze_scale_factor: '0.02',
}

function memory(): Settings {
  const megabytes = Math.floor((process.constrainedMemory() || os.totalmem()) / 2 ** 20)
  const total = Math.min(megabytes, Math.floor(os.totalmem() / 2 ** 20))
  const between = (low: number, value: number, high: number) => `${Math.floor(Math.max(low, Math.min(value, high)))}MB`
  return {
    shared_buffers: between(64, total / 8, 2048),
    effective_cache_size: between(256, total / 2, 32_768),
    work_mem: between(4, total / 400, 32),
    maintenance_work_mem: between(64, total / 32, 512),
    wal_buffers: '16MB',
  }
}

/** On few cores parallel plans only take time from other requests. */
function parallel(): Settings {
  const perQuery = os.availableParallelism() > 4 ? '2' : '0'
  return { max_parallel_workers_per_gather: perQuery, max_parallel_maintenance_workers: perQuery }
}

function hasBackups(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => /^\d/.test(name))
}

function includeIn(main: string) {
  const line = `include_if_exists = '${CONF}'`
  if (!readFileSync(main, 'utf8').includes(line)) appendFileSync(main, `\n${line}\n`)
}

function quote(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}
