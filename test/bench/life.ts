import { ApiProcess } from './api-process'
import type { Bench, Row } from './bench'
import { Child, type Rate } from './child'
import { row, turnByTurn } from './compare'
import type { LifeLoad } from './life-load'
import { planLives } from './life-plan'
import type { RawLoad } from './raw-load'

const CONNECTIONS = 16
const BASELINE = 'the same reads, locks and rows by the driver, one commit a step'

/** Whole lives over HTTP — intake, dual dispatch, twice sign, contact, reply, then review, callback, close — in the big database. */
export async function life({ databases, dataFolder, seconds, tickets, say }: Bench): Promise<Row[]> {
  const url = await databases.filled(tickets)
  const plan = await planLives(url)
  const api = await ApiProcess.start(url, dataFolder)
  const [http, raw] = [Child.start('life-load'), Child.start('raw-load')]
  try {
    const cookies: LifeLoad['cookies'] = {}
    for (const { login } of Object.values(plan.people)) cookies[login] ??= await api.signIn(login)
    say(`全流程，${tickets.toLocaleString('en')} 张工单`)
    const work = { life: plan, keysFolder: dataFolder }
    const load = { port: api.port, plan, cookies, connections: CONNECTIONS }
    const rates = await turnByTurn(
      {
        ours: (lasting) => http.ask<Rate>({ ...load, seconds: lasting } satisfies LifeLoad),
        raw: (lasting) => raw.ask<Rate>({ url, connections: CONNECTIONS, seconds: lasting, work } satisfies RawLoad),
      },
      seconds,
    )
    return [row(`whole lives, ${tickets.toLocaleString('en')} tickets`, rates.ours, rates.raw, BASELINE)]
  } finally {
    http.end()
    raw.end()
    await api.stop()
  }
}
