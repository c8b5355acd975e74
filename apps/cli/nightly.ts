import { readConfig } from '#platform/config'
import { filesFolder } from '#platform/files-folder'
import { backUp, megabytes } from '#platform/postgres/backup'
import { prune } from '#platform/postgres/backups'
import type { Postgres } from '#platform/postgres/server'
import { say } from './say'

const HOUR = 3
const BEIJING_MS = 8 * 3_600_000
const DAY_MS = 24 * 3_600_000

/** Backs the embedded database up every night; a night that fails is told and the next one tries again. */
export function backUpNightly(server: Postgres): void {
  const wait = nextBackup(new Date()).getTime() - Date.now()
  setTimeout(() => void backUpNow(server).then(() => backUpNightly(server)), wait).unref()
}

/** The next three o'clock in Beijing. */
export function nextBackup(now: Date): Date {
  const today = Math.floor((now.getTime() + BEIJING_MS) / DAY_MS) * DAY_MS + HOUR * 3_600_000 - BEIJING_MS
  return new Date(today > now.getTime() ? today : today + DAY_MS)
}

async function backUpNow(server: Postgres) {
  try {
    const { folder, bytes } = await backUp(server, undefined, filesFolder(readConfig()))
    prune(server.place)
    say(`夜间备份完成：${folder}（${megabytes(bytes)} MB）`)
  } catch (error) {
    say(`夜间备份没有完成：${(error as Error).message}`)
  }
}
