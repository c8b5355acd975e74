import { parseArgs } from 'node:util'
import { numbersOf, requesterOfTicket } from '#data/erase'
import type { Database } from '#data/database'
import { KeyRing } from '#data/secrets/key-ring'
import { readConfig } from '#platform/config'
import { keysOf } from '#platform/keys'
import { Erasure } from '#services/tickets/erasure'
import { withDatabase } from './command'

const USAGE = '用法：npm run erase -- --ticket 工单编号（或 --requester 诉求人序号） --reason 申请依据 [--yes]'

/** `npm run erase`: deletes a requester's personal data on request. Says first what it would do; `--yes` does it. */
async function main() {
  const { values } = parseArgs({
    options: {
      ticket: { type: 'string' },
      requester: { type: 'string' },
      reason: { type: 'string' },
      yes: { type: 'boolean' },
    },
  })
  const reason = values.reason?.trim()
  if (!reason || !(values.ticket || /^\d+$/.test(values.requester ?? ''))) throw new Error(USAGE)
  await withDatabase('jiban-erase', async (db) => {
    const id = values.requester ?? (await requesterOfTicket(db, values.ticket!.replaceAll('-', '').slice(0, 12)))
    if (!id) throw new Error('没有找到这张工单，或它没有登记诉求人')
    console.log(values.yes ? await erased(db, id, reason) : await announced(db, id))
  })
}

async function announced(db: Database, id: string): Promise<string> {
  const numbers = await numbersOf(db, id)
  return `将删除诉求人 ${id} 的姓名、电话、证件号码，以及 ${numbers.length} 张工单中的诉求内容、地址和各方原话，不能恢复：${numbers.join('、')}\n确认请加 --yes`
}

async function erased(db: Database, id: string, reason: string): Promise<string> {
  const numbers = await new Erasure(db, new KeyRing(keysOf(readConfig()))).erase(id, reason)
  if (!numbers) throw new Error(`没有诉求人 ${id}，或已经删除过`)
  return `已删除诉求人 ${id} 的个人信息，涉及 ${numbers.length} 张工单；备份中的内容随备份到期清除`
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
})
