import { migrate } from '#data/migrate'

/** `npm run migrate`: brings the database in DATABASE_URL to this version's schema. */
async function main() {
  const url = process.env['DATABASE_URL']
  if (!url) throw new Error('请设置 DATABASE_URL')
  const { applied } = await migrate(url)
  console.log(applied.length ? `已执行 ${applied.length} 个迁移：${applied.join('、')}` : '数据库结构已是最新')
}

main().catch((error: unknown) => {
  console.error(`迁移失败：${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
})
