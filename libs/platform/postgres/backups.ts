import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readJson } from './files'
import type { Place } from './place'

/** A base backup: the data folder as it was, good for every moment from `finishedAt` on for which log was archived. */
export interface Backup {
  name: string
  folder: string
  startedAt: string
  finishedAt: string
  timeline: number
  /** the first log segment that restoring it needs */
  startSegment: string
  bytes: number
}

const KEPT = 2
const NOTE = 'backup.json'

/** The finished backups, oldest first. */
export function listBackups(place: Place): Backup[] {
  return entries(place.backups)
    .map((name) => ({
      name,
      folder: join(place.backups, name),
      note: readJson<Backup>(join(place.backups, name, NOTE)),
    }))
    .flatMap(({ name, folder, note }) => (note ? [{ ...note, name, folder }] : []))
    .sort((one, other) => one.finishedAt.localeCompare(other.finishedAt))
}

/** The youngest backup from which this moment of this timeline can be reached. */
export function backupFor(backups: Backup[], moment: Date | 'latest', timeline: number): Backup | undefined {
  return backups
    .filter((backup) => backup.timeline <= timeline)
    .filter((backup) => moment === 'latest' || new Date(backup.finishedAt) <= moment)
    .at(-1)
}

/** Keeps the last two backups and the log from the older of them on. Tells the names of the backups let go. */
export function prune(place: Place): string[] {
  const backups = listBackups(place)
  const old = backups.slice(0, -KEPT)
  for (const backup of old) rmSync(backup.folder, { recursive: true, force: true })
  const oldest = backups.at(-KEPT) ?? backups[0]
  if (oldest) pruneArchive(place.archive, oldest.startSegment)
  return old.map((backup) => backup.name)
}

/** Segment names are timeline (8 digits) and position (16): only the position orders them. Histories are small and stay. */
function pruneArchive(archive: string, from: string) {
  for (const name of entries(archive))
    if (/^[0-9A-F]{24}/.test(name) && name.slice(8, 24) < from.slice(8, 24)) rmSync(join(archive, name))
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
