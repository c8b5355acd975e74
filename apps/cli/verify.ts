import { Database, dataSource } from '#data/database'
import { FileStore } from '#data/file-store'
import { KeyRing } from '#data/secrets/key-ring'
import { FAULTS } from '#data/verify/fault'
import { verifyCalls } from '#data/verify/calls'
import { type Broken, verify, type VerifyReport } from '#data/verify/verify'
import { parseNumber } from '#domain/numbers'
import { readConfig } from '#platform/config'
import { filesFolder } from '#platform/files-folder'
import { keysOf } from '#platform/keys'

/**
 * `npm run verify [-- --ticket NUMBER]`: computes the chain of every ticket anew and compares the rows with the log.
 * Names each ticket that is not whole; ends with 1 when there is one.
 */
async function main() {
  const number = ticketAsked(process.argv.slice(2))
  const config = readConfig()
  const source = dataSource({
    url: config.databaseUrl ?? '',
    poolSize: 2,
    applicationName: 'jiban-verify',
    statementTimeoutMs: config.reportSeconds * 1000,
  })
  await source.initialize()
  try {
    const began = Date.now()
    const report = await verify(new Database(source), new KeyRing(keysOf(config)), {
      ...(number ? { number } : {}),
      store: new FileStore(filesFolder(config)),
      onBroken: name,
      onProgress: showProgress,
    })
    if (number && !report.tickets) throw new Error(`没有编号为 ${number} 的工单`)
    sum(report, (Date.now() - began) / 1000)
    if (!number) await sumCalls(new Database(source))
  } finally {
    await source.destroy()
  }
}

function ticketAsked(args: string[]): string | null {
  if (args.length === 0) return null
  const number = args[0] === '--ticket' && args.length === 2 ? parseNumber(args[1]!) : null
  if (!number) throw new Error('用法：npm run verify [-- --ticket 工单编号]')
  return number
}

function name({ ticketId, number, faults }: Broken) {
  clear()
  console.log(`工单 ${number}（${ticketId}）`)
  for (const { code, where } of faults) console.log(`  ${FAULTS[code]}：${where}`)
}

function sum({ tickets, events, brokenCount }: VerifyReport, seconds: number) {
  clear()
  const rate = Math.round(events / Math.max(seconds, 0.001))
  console.log(`核验 ${tickets} 张工单、${events} 条留痕记录，用时 ${seconds.toFixed(1)} 秒（每秒 ${rate} 条）`)
  console.log(brokenCount ? `其中 ${brokenCount} 张不完整，已逐一列出` : '全部完整')
  if (brokenCount) process.exitCode = 1
}

async function sumCalls(db: Database) {
  const { calls, wrong, wrongCount } = await verifyCalls(db)
  for (const words of wrong) console.log(words)
  console.log(`核验 ${calls} 通来电和话务统计：${wrongCount ? `${wrongCount} 处不符` : '全部相符'}`)
  if (wrongCount) process.exitCode = 1
}

function showProgress({ tickets, events, brokenCount }: VerifyReport) {
  if (!process.stdout.isTTY) return
  process.stdout.write(`\r\x1b[K已核验 ${tickets} 张工单、${events} 条记录，不完整 ${brokenCount} 张`)
}

function clear() {
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K')
}

main().catch((error: unknown) => {
  console.error(`核验没有完成：${error instanceof Error ? error.message : String(error)}`)
  process.exit(2)
})
