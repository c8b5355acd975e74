import { join } from 'node:path'
import { readJson, takeLock, writePrivately } from '#platform/postgres/files'
import { endProcess, isAlive, knownProcess, type KnownProcess } from '#platform/postgres/processes'

/** The one running 即办 of a data folder, known to later commands through a file. */
export interface Instance extends KnownProcess {
  url?: string
  children?: Record<string, KnownProcess>
}

/** The instance that runs now, if one does. */
export function runningInstance(dataDir: string): Instance | undefined {
  const known = readJson<Instance>(fileOf(dataDir))
  return known && isAlive(known) ? known : undefined
}

/** Makes this process the instance; false when another one was quicker. */
export function claimInstance(dataDir: string): boolean {
  return takeLock(fileOf(dataDir))
}

/** Notes where the instance answers and which processes belong to it. */
export function noteInstance(dataDir: string, url: string, children: Record<string, number>): void {
  const known = Object.entries(children).map(([name, pid]) => [name, knownProcess(pid)])
  const instance = { ...knownProcess(process.pid), url, children: Object.fromEntries(known) as Instance['children'] }
  writePrivately(fileOf(dataDir), JSON.stringify(instance))
}

/** Ends what a killed run left behind. The database is not ended: it is taken over. Tells the names of what was ended. */
export async function endOrphans(dataDir: string): Promise<string[]> {
  const left = readJson<Instance>(fileOf(dataDir))
  if (!left || isAlive(left)) return []
  const alive = Object.entries(left.children ?? {}).filter(([, child]) => isAlive(child))
  await Promise.all(alive.map(([, child]) => endProcess(child, 'SIGTERM', 15_000)))
  return alive.map(([name]) => name)
}

export function fileOf(dataDir: string): string {
  return join(dataDir, 'run.json')
}
