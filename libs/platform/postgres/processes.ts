import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process remembered in a file: the number alone may belong to somebody else by now. */
export interface KnownProcess {
  pid: number
  birth: string
}

/** The mark of this very process, comparable after a restart of ours. */
export function knownProcess(pid: number): KnownProcess {
  return { pid, birth: birth(pid) ?? '' }
}

/** True while exactly this process runs; a reused number or a zombie is not it. */
export function isAlive(known: KnownProcess): boolean {
  const now = birth(known.pid)
  return now !== undefined && now === known.birth
}

/** True while some process of this number runs and is not a zombie that nobody collected. */
export function pidRuns(pid: number): boolean {
  return birth(pid) !== undefined
}

/** Asks for an end, waits, then insists. */
export async function endProcess(known: KnownProcess, signal: NodeJS.Signals, patienceMs: number): Promise<void> {
  send(known, signal)
  if (await goneWithin(known, patienceMs)) return
  send(known, 'SIGKILL')
  await goneWithin(known, 5_000)
}

/** True when the process went away in time. */
export async function goneWithin(known: KnownProcess, patienceMs: number): Promise<boolean> {
  const end = Date.now() + patienceMs
  while (isAlive(known)) {
    if (Date.now() > end) return false
    await sleep(50)
  }
  return true
}

/** Processes that work inside this folder (Linux only; elsewhere none are found). */
export function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && workingFolder(name) === folder)
    .map(Number)
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

function send(known: KnownProcess, signal: NodeJS.Signals) {
  if (!isAlive(known)) return
  try {
    process.kill(known.pid, signal)
  } catch {
    // it ended between the look and the signal
  }
}

function birth(pid: number): string | undefined {
  return process.platform === 'linux' ? birthFromProc(pid) : birthFromPs(pid)
}

function birthFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${bootId()}:${fields[19]}`
  } catch {
    return undefined
  }
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)
}

function birthFromPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim()
    return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '')
  } catch {
    return undefined
  }
}
