import type { Client } from 'pg'
import { KeyRing } from '#data/secrets/key-ring'
import { loadKeys } from '#data/secrets/keys'
import { answerParent, keepBusy } from './child'
import { drivers } from './driver'
import { prepareRawIntake, type RawIntake } from './raw-intake'
import type { LifePlan } from './life-plan'
import { prepareRawLife } from './raw-life'
import { RAW_PAGES, type RawPage } from './raw-pages'

/** Statements to run again and again by the bare driver, over as many connections as asked. */
export interface RawLoad {
  url: string
  connections: number
  seconds: number
  work:
    | { life: LifePlan; keysFolder: string }
    | { intake: keyof RawIntake; personId: number; keysFolder: string }
    | { page: RawPage; of: unknown[] }
}

answerParent<RawLoad>(async ({ url, connections, seconds, work }) => {
  const clients = await connected(url, connections)
  const piece =
    'page' in work
      ? pageOf(work.page, work.of)
      : 'life' in work
        ? await lifeOf(clients[0]!, work)
        : await intakeOf(clients[0]!, work)
  return keepBusy(
    clients.map((client) => () => piece(client)),
    seconds,
  )
})

const open: Client[] = []

/** Connections stay from one turn to the next, as the product's do. */
async function connected(url: string, count: number): Promise<Client[]> {
  open.push(...(await drivers(url, Math.max(0, count - open.length))))
  return open.slice(0, count)
}

let intake: Promise<RawIntake> | undefined

async function intakeOf(client: Client, work: Extract<RawLoad['work'], { intake: string }>) {
  const keys = new KeyRing(loadKeys({}, work.keysFolder))
  const prepared = await (intake ??= prepareRawIntake(client, keys, work.personId))
  return prepared[work.intake]
}

let life: ReturnType<typeof prepareRawLife> | undefined

function lifeOf(client: Client, work: Extract<RawLoad['work'], { life: LifePlan }>) {
  return (life ??= prepareRawLife(client, new KeyRing(loadKeys({}, work.keysFolder)), work.life))
}

function pageOf(page: RawPage, of: unknown[]) {
  let count = 0
  return (client: Client) => RAW_PAGES[page](client, of[count++ % of.length])
}
