import { Injectable } from '@nestjs/common'
import type { Told } from '#domain/calls/call'
import { TelephonyEventInput } from '#domain/inputs/calls'
import { parse } from '#domain/parse'
import { normalisePhone } from '#domain/privacy/phone'
import { Refusal } from '#domain/refusals'
import type { Desk } from '#domain/words'
import type { CallHeard, CallSeen } from '#domain/calls/views'
import { insertAct, insertTold, lockCall, lockCallOf, type LockedCall, lostCalls } from '#data/calls/call-rows'
import { callSeen } from '#data/calls/call-lists'
import { activeDesk, personOfLogin } from '#data/calls/desk-rows'
import { Database, type Tx } from '#data/database'
import { KeyRing } from '#data/secrets/key-ring'
import { Committed } from '../committed'
import { Region } from '../region'
import { settle } from './settle'

/** Two clocks may differ by so much; what is further ahead did not happen yet. */
const AHEAD_MS = 5 * 60_000
const RUNG_TOO_LONG_MS = 15 * 60_000
const TALKED_TOO_LONG_MS = 4 * 3_600_000
const LOST_AT_ONCE = 200

/** The door of a telephone system: it tells what happens to a call, and asks who is to be connected. */
@Injectable()
export class Telephony {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly region: Region,
    private readonly committed: Committed,
  ) {}

  /** In any order and any number of times: told by its number within the call, each event counts once. */
  async tell(partner: string, body: unknown, now = new Date()): Promise<CallHeard> {
    const input = parse(TelephonyEventInput, body)
    const at = new Date(input.at)
    if (!(at.getTime() < now.getTime() + AHEAD_MS))
      throw new Refusal('invalidInput', { fields: { at: ['发生时间晚于现在，请核对两边的时钟和时区'] } })
    const { settings } = await this.region.current()
    const heard = await this.db.transaction(async (tx) => {
      const call = await lockCallOf(tx, partner, input.call)
      const told = await toldOf(tx, input, at)
      const fresh = await insertTold(tx, call.id, told)
      if (!fresh) return { callId: call.id, state: call.state, repeated: true }
      this.keepNumber(call, input, settings.areaCode)
      const { state } = await settle(tx, { ...call, told: [...call.told, told] }, now)
      return { callId: call.id, state, repeated: false }
    })
    this.committed.tell()
    return heard
  }

  /** Who answered at the console, for the telephone system to connect. */
  async seen(partner: string, ref: string): Promise<CallSeen> {
    const found = await callSeen(this.db, partner, ref)
    if (!found) throw new Refusal('notFound')
    return found
  }

  /** Ends what the telephone system never told the end of; answers how many. */
  async endLost(now = new Date()): Promise<number> {
    const before = (ms: number) => new Date(now.getTime() - ms)
    const ids = await lostCalls(this.db, before(RUNG_TOO_LONG_MS), before(TALKED_TOO_LONG_MS), LOST_AT_ONCE)
    for (const id of ids)
      await this.db.transaction(async (tx) => {
        const call = await lockCall(tx, id)
        if (!call || call.lostAt) return
        await insertAct(tx, { callId: id, kind: 'lost', at: now, personId: null })
        await settle(tx, { ...call, lostAt: now }, now)
      })
    if (ids.length) this.committed.tell()
    return ids.length
  }

  /** Of several offers with a number the first one counts, whichever arrived first. */
  private keepNumber(call: LockedCall, { kind, seq, number }: TelephonyEventInput, areaCode?: string) {
    if (kind !== 'offered' || !number || (call.numberSeq !== null && call.numberSeq < seq)) return
    const plain = normalisePhone(number, areaCode) ?? number
    call.numberSealed = this.keys.seal(plain, 'call.number')
    call.numberToken = this.keys.phoneToken(plain, areaCode)
    call.numberSeq = seq
  }
}

/** A desk that is not run here is the general one's; somebody unknown is nobody. */
async function toldOf(tx: Tx, input: TelephonyEventInput, at: Date): Promise<Told> {
  const { seq, kind, desk, operator, recording, parties } = input
  return {
    seq,
    kind,
    at,
    desk: desk ? ((await activeDesk(tx, desk)) ?? ('general' satisfies Desk)) : null,
    personId: operator ? await personOfLogin(tx, operator) : null,
    recording: recording ?? null,
    parties: parties ?? [],
  }
}
