import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { under } from './account'
import { plainEnvironment, resetPassword } from './cluster'
import { readJson, writePrivately } from './files'
import type { Place } from './place'
import { endProcess, isAlive, knownProcess, pidRuns, processesIn, type KnownProcess } from './processes'
import { writeSettings, type Settings } from './settings'
import { Trouble } from './trouble'

/** How to reach a server of ours; kept in a file only its owner can read. */
export interface Secret {
  port: number
  password: string
}

/** A server that answers. */
export interface Running {
  process: KnownProcess
  secret: Secret
}

/** The server that already runs on this data folder, if one does. */
export async function findRunning(place: Place): Promise<Running | undefined> {
  const secret = readJson<Secret>(place.secret)
  const pid = postmasterPid(place.pgdata)
  if (!secret || pid === undefined || !isServerOf(pid, place.pgdata)) return undefined
  const known = knownProcess(pid)
  const port = portInUse(place.pgdata) ?? secret.port
  return (await answersWhileAlive(place, known, { ...secret, port }, () => undefined))
    ? { process: known, secret: { ...secret, port } }
    : undefined
}

/** Starts the server and waits until it answers; what stands in the way is cleared where that is safe. */
export async function launch(
  place: Place,
  secret: Secret,
  extra: Settings,
  say: (line: string) => void,
): Promise<Running> {
  const end = Date.now() + 30_000
  let current = { ...secret, port: await freePort(secret.port) }
  for (;;) {
    const mark = logSize(place.log)
    const child = spawnServer(place, current.port, extra)
    if (await answersWhileAlive(place, child, current, say)) {
      writePrivately(place.secret, JSON.stringify(current))
      return { process: child, secret: current }
    }
    const said = readFileSync(place.log, 'utf8').slice(mark)
    if (Date.now() > end) throw cannotStart(said, place)
    current = await clearTheWay(said, place, current)
  }
}

/** Ends the server: transactions are cut, everything committed is on disk. */
export async function shutDown(running: Running): Promise<void> {
  await endProcess(running.process, 'SIGINT', 60_000)
}

/** The password when the file that keeps it is lost. */
export async function repairPassword(place: Place, password: string): Promise<void> {
  const stale = postmasterPid(place.pgdata)
  if (stale !== undefined && isServerOf(stale, place.pgdata)) await endProcess(knownProcess(stale), 'SIGINT', 60_000)
  await resetPassword(place, password)
}

function spawnServer(place: Place, port: number, extra: Settings): KnownProcess {
  writeSettings(place, port, extra)
  const log = openLog(place.log)
  const child = spawn(join(place.bin, 'postgres'), ['-D', place.pgdata], {
    ...under(place.account),
    cwd: place.home,
    env: { ...plainEnvironment(), ...strangerInOurPidFile(place.pgdata) },
    detached: true,
    stdio: ['ignore', log, log],
  })
  child.on('error', () => undefined)
  child.unref()
  closeSync(log)
  return knownProcess(child.pid ?? 0)
}

/**
 * After a crash the number in postmaster.pid may belong to a stranger, or to a zombie, and PostgreSQL would then not start.
 * It skips a number it is told is its starter's. The file itself stays: it also guards against surviving backends.
 */
function strangerInOurPidFile(pgdata: string): NodeJS.ProcessEnv {
  const pid = postmasterPid(pgdata)
  return pid === undefined || isServerOf(pid, pgdata) ? {} : { PG_GRANDPARENT_PID: String(pid) }
}

async function answersWhileAlive(place: Place, child: KnownProcess, secret: Secret, say: (line: string) => void) {
  const began = Date.now()
  let told = began
  while (isAlive(child)) {
    const answer = await knock(place, secret)
    if (answer === 'ours') return true
    if (answer === 'wrong password') throw new WrongPassword()
    if (Date.now() - told > 5_000) {
      told = Date.now()
      say(`数据库正在恢复上次未写完的数据（已 ${Math.round((told - began) / 1000)} 秒）`)
    }
    await sleep(20)
  }
  return false
}

/** The server refuses the password we know. */
export class WrongPassword extends Error {}

async function knock(place: Place, secret: Secret): Promise<'ours' | 'not yet' | 'wrong password'> {
  const client = new Client({
    host: '127.0.0.1',
    user: 'postgres',
    database: 'postgres',
    ...secret,
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
    return rows[0]?.folder === place.pgdata ? 'ours' : 'not yet'
  } catch (error) {
    return (error as { code?: string }).code === '28P01' ? 'wrong password' : 'not yet'
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function clearTheWay(said: string, place: Place, secret: Secret): Promise<Secret> {
  if (/could not (bind|create any TCP)/.test(said)) return { ...secret, port: await freePort(0) }
  if (/pre-existing shared memory block|lock file .* already exists/.test(said)) {
    await sleep(300)
    for (const pid of processesIn(place.pgdata)) await endProcess(knownProcess(pid), 'SIGQUIT', 2_000)
    return secret
  }
  throw cannotStart(said, place)
}

function cannotStart(said: string, place: Place): Trouble {
  if (/No space left on device/.test(said))
    return new Trouble(`磁盘已满，数据库无法启动：${place.pgdata}`, '请腾出空间后重新启动，数据没有丢失。')
  const reason = said
    .split('\n')
    .filter((line) => /FATAL|PANIC|error/.test(line))
    .at(-1)
    ?.replace(/^.*?(FATAL|PANIC): */, '')
  return new Trouble(
    `数据库无法启动：${reason ?? '没有给出原因'}。没有删除任何内容。`,
    `详见 ${place.log}。数据损坏且有备份时执行 npm run restore -- --latest。`,
  )
}

function postmasterPid(pgdata: string): number | undefined {
  const pid = Number(pidFileLine(pgdata, 0))
  return Number.isInteger(pid) && pid > 1 ? pid : undefined
}

function portInUse(pgdata: string): number | undefined {
  return Number(pidFileLine(pgdata, 3)) || undefined
}

function pidFileLine(pgdata: string, line: number): string | undefined {
  try {
    return readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n')[line]
  } catch {
    return undefined
  }
}

/** A server's working folder is its data folder; where that can't be seen, a running number counts. */
function isServerOf(pid: number, pgdata: string): boolean {
  return process.platform === 'linux' ? pidRuns(pid) && processesIn(pgdata).includes(pid) : pidRuns(pid)
}

/** The wanted port of this machine if nobody has it, else any free one. */
export async function freePort(wanted: number): Promise<number> {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? 0
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : undefined))
    })
  })
}

function logSize(log: string): number {
  return existsSync(log) ? statSync(log).size : 0
}

function openLog(log: string): number {
  if (logSize(log) > 20 * 2 ** 20) renameSync(log, `${log}.1`)
  return openSync(log, 'a', 0o600)
}
