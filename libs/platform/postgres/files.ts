import { closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, knownProcess, type KnownProcess } from './processes'
import { Trouble } from './trouble'

/** Written whole or not at all, readable by its owner only. */
export function writePrivately(path: string, text: string): void {
  const half = `${path}.half-${process.pid}`
  writeFileSync(half, text, { mode: 0o600 })
  const handle = openSync(half, 'r')
  fsyncSync(handle)
  closeSync(handle)
  renameSync(half, path)
}

/** The JSON in a file, or undefined when it is not there or was cut short. */
export function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T
  } catch {
    return undefined
  }
}

/** One process at a time, on this machine; a lock left by a killed process opens by itself. */
export async function withLock<T>(path: string, busy: string, work: () => Promise<T>): Promise<T> {
  const end = Date.now() + 120_000
  while (!takeLock(path)) {
    if (Date.now() > end) throw new Trouble(busy, `若确认没有其他即办命令在运行，请删除 ${path} 后重试。`)
    await sleep(100)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

/** True when the file now names this process. */
export function takeLock(path: string, more: object = {}): boolean {
  const holder = readJson<KnownProcess>(path)
  if (holder && isAlive(holder)) return false
  if (holder || isGarbage(path)) rmSync(path, { force: true })
  const mine = `${path}.${process.pid}`
  writeFileSync(mine, JSON.stringify({ ...knownProcess(process.pid), ...more }), { mode: 0o600 })
  try {
    linkSync(mine, path)
    return true
  } catch {
    return false
  } finally {
    rmSync(mine, { force: true })
  }
}

function isGarbage(path: string): boolean {
  try {
    JSON.parse(readFileSync(path, 'utf8'))
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT'
  }
}
