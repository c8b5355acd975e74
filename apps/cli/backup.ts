import { mkdirSync } from 'node:fs'
import { readConfig } from '#platform/config'
import { filesFolder } from '#platform/files-folder'
import { backUp, megabytes } from '#platform/postgres/backup'
import { prune } from '#platform/postgres/backups'
import { beijingTime } from '#platform/postgres/moments'
import { dataFolder } from '#platform/postgres/place'
import { startPostgres } from '#platform/postgres/server'
import { refuseOutsideDatabase } from './product-database'
import { say } from './say'

/** `npm run backup`: a base backup of the embedded database, while it works; with the archived log it reaches any later moment. */
export async function run(): Promise<void> {
  refuseOutsideDatabase('备份')
  const dataDir = dataFolder()
  mkdirSync(dataDir, { recursive: true })
  const server = await startPostgres({ dataDir, log: say, supervise: false })
  try {
    say('备份数据库和附件')
    const progress = (done: number, total: number) => say(`已复制 ${megabytes(done)} / ${megabytes(total)} MB`)
    const backup = await backUp(server, progress, filesFolder(readConfig()))
    const gone = prune(server.place)
    if (gone.length) say(`已清理旧备份：${gone.join('、')}`)
    say(`备份完成：${backup.folder}`)
    console.log(`从 ${beijingTime(backup.finishedAt)}（北京时间）起的任意时刻都可以恢复：`)
    console.log('  npm run restore -- --to "2026-11-20 09:30:00"   或   npm run restore -- --latest')
  } finally {
    await server.release()
  }
}
