import { ConfigRefused, readConfig } from '#platform/config'
import { DEMO_PASSWORD, loadRegion, type LoadReport, SeedRefused } from '#seeds/load'

/** `npm run seed`: loads the region named by JIBAN_REGION into the database in DATABASE_URL. */
async function main() {
  const { databaseUrl, region, demo } = readConfig()
  if (!databaseUrl) throw new Error('请设置 DATABASE_URL')
  const report = await loadRegion(databaseUrl, region, showProgress, { demo })
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K')
  console.log(summary(report))
}

function showProgress(done: number, total: number, what: string) {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K基础数据 ${done}/${total} ${what}`)
}

function summary({ name, tables, catalogue, policiesAdded, people }: LoadReport): string {
  const changed = Object.entries(tables).filter(([, { added, changed, retired }]) => added + changed + retired > 0)
  if (!changed.length && !catalogue.published && !policiesAdded && !people.length)
    return `“${name}”基础数据没有变化（派单目录第 ${catalogue.version} 版）`
  const lines = changed.map(
    ([table, { total, added, changed, retired }]) =>
      `  ${table}：共 ${total}，新增 ${added}，更新 ${changed}，停用 ${retired}`,
  )
  const state = catalogue.published ? '已发布' : '未变'
  lines.push(`  派单目录：第 ${catalogue.version} 版（${state}），${catalogue.entries} 条`)
  if (people.some(({ password }) => password === DEMO_PASSWORD))
    lines.push(`  演示账号：${people.length} 个，密码均为 ${DEMO_PASSWORD}`)
  else for (const { login, password } of people) lines.push(`  初始密码（只显示这一次）：${login}  ${password}`)
  return [`已装入“${name}”基础数据`, ...lines].join('\n')
}

main().catch((error: unknown) => {
  const known = error instanceof SeedRefused || error instanceof ConfigRefused
  console.error(known ? error.message : `装入基础数据失败：${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
})
