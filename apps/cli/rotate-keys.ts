import { Client } from 'pg'
import { KeyRing } from '#data/secrets/key-ring'
import { rotateAll, SEALED_COLUMNS } from '#data/secrets/sealed-columns'
import { checkKeys } from '#data/secrets/check-keys'
import type { Query } from '#data/secrets/rotate'
import { readConfig } from '#platform/config'
import { keysOf } from '#platform/keys'

/**
 * `npm run rotate-keys`: seals everything anew with the highest version in JIBAN_KEYS, beside the running system, which must
 * have been restarted with that version before. May be stopped and started again at any time.
 */
async function main() {
  const config = readConfig()
  const keys = new KeyRing(keysOf(config))
  const client = new Client({ connectionString: config.databaseUrl ?? undefined })
  await client.connect()
  const query: Query = async (sql, params) => (await client.query(sql, params)).rows
  try {
    await checkKeys(query, keys)
    report(await rotateAll(query, keys, async ({ moved }, { context }) => showProgress(context, moved)))
  } finally {
    await client.end()
  }
}

function showProgress(context: string, moved: number) {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${context}：已换 ${moved} 条`)
}

function report(all: Awaited<ReturnType<typeof rotateAll>>) {
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K')
  for (const { column, done } of all)
    if (done.moved + done.skipped + done.failed.length)
      console.log(
        `  ${column.context}：换 ${done.moved} 条，其间已被改写 ${done.skipped} 条，打不开 ${done.failed.length} 条`,
      )
  const failed = all.flatMap(({ column, done }) => done.failed.map((key) => `${column.table} ${key.join('/')}`))
  if (failed.length)
    throw new Error(`${failed.length} 条密文打不开，旧密钥先不要移除：${failed.slice(0, 10).join('、')}`)
  console.log(`密钥轮换完成（${SEALED_COLUMNS.length} 类密文）。所有进程都已使用新密钥后，可从 JIBAN_KEYS 移除旧版本`)
}

main().catch((error: unknown) => {
  console.error(`密钥轮换没有完成：${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
})
