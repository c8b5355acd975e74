import { Injectable } from '@nestjs/common'
import { type Actor, can } from '#domain/access'
import { NO_COUNTS, plus, ratesOf } from '#domain/calls/figures'
import type { CallRow, CallView, DeskView, RingingCall } from '#domain/calls/views'
import { CallTicketInput, OperatorStateInput } from '#domain/inputs/calls'
import { parse } from '#domain/parse'
import { maskName } from '#domain/privacy/names'
import { maskPhone } from '#domain/privacy/phone'
import { Refusal } from '#domain/refusals'
import { maySee } from '#domain/sight'
import type { Page } from '#domain/views'
import { insertAct, lockCall } from '#data/calls/call-rows'
import { type CallFilter, type CallFound, callPage, findCall, linkTicket, readyCount, type RingingFound, ringingFor } from '#data/calls/call-lists' // prettier-ignore
import { figuresBetween } from '#data/calls/figure-rows'
import { missedCounts } from '#data/calls/missed-rows'
import { desksReaching, lockOperator, operatorRow, setOperator, touchOperator } from '#data/calls/operators'
import { Database } from '#data/database'
import { KeyRing } from '#data/secrets/key-ring'
import { readTicket } from '#data/snapshot'
import { Committed } from '../committed'
import { localDay } from './local-day'
import { settle } from './settle'

/** The telephone desk of an operator: the own state, what rings, answering, and what a call came to. */
@Injectable()
export class Calls {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly committed: Committed,
  ) {}

  async desk({ personId }: Actor, now = new Date()): Promise<DeskView> {
    const today = localDay(now)
    await touchOperator(this.db, personId)
    const [operator, desks, ringing, figures, ready] = await Promise.all([
      operatorRow(this.db, personId),
      desksReaching(this.db, personId),
      ringingFor(this.db, personId),
      figuresBetween(this.db, { from: today, to: today, personId }),
      readyCount(this.db),
    ])
    const counts = figures.reduce((sum, row) => plus(sum, row), NO_COUNTS)
    return {
      state: operator?.state ?? 'away',
      reason: operator ? operator.reason : 'other',
      since: operator?.since.toISOString() ?? null,
      callId: operator?.callId ?? null,
      desks,
      ringing: ringing.map((row) => this.ringing(row)),
      missed: await missedCounts(this.db, desks),
      today: { ...counts, ...ratesOf(counts) },
      ready,
    }
  }

  /** While a call is on, the state is the call's. */
  async setState({ personId }: Actor, body: unknown, now = new Date()): Promise<void> {
    const { state, reason } = parse(OperatorStateInput, body)
    if (state === 'away' && !reason) throw new Refusal('invalidInput', { fields: { reason: ['请选择离席原因'] } })
    await this.db.transaction(async (tx) => {
      const before = await lockOperator(tx, personId)
      if (before?.state === 'talking') throw new Refusal('stillTalking')
      const callId = state === 'afterCall' ? (before?.callId ?? null) : null
      await setOperator(tx, personId, { state, reason: state === 'away' ? reason! : null, callId, at: now })
    })
  }

  /** Of two who answer one wins; the other learns who. Answering again what one has answered changes nothing. */
  async answer(actor: Actor, id: string, now = new Date()): Promise<CallView> {
    await this.db.transaction(async (tx) => {
      const call = await lockCall(tx, id)
      if (!call?.offeredAt || !(await desksReaching(tx, actor.personId)).includes(call.desk))
        throw new Refusal('notFound')
      if (call.operatorId === actor.personId) return
      if (call.operatorId !== null) throw new Refusal('callTaken')
      if (call.state !== 'ringing') throw new Refusal('callGone')
      const operator = await lockOperator(tx, actor.personId)
      if (operator?.state === 'talking') throw new Refusal('stillTalking')
      await insertAct(tx, { callId: id, kind: 'claimed', at: now, personId: actor.personId })
      await settle(tx, { ...call, claim: { personId: actor.personId, at: now } }, now)
    })
    this.committed.tell()
    return this.call(actor, id)
  }

  /** One's own with the number in full; others' for those who see the figures, masked. */
  async call(actor: Actor, id: string): Promise<CallView> {
    const found = await findCall(this.db, id)
    const own = found?.operatorId === actor.personId
    if (!found || !(own || can(actor.roles, 'call.figures'))) throw new Refusal('notFound')
    const number = found.numberSealed && this.keys.open(found.numberSealed, 'call.number')
    return {
      ...this.row(found),
      phone: own ? number : null,
      conferencedAt: found.conferencedAt?.toISOString() ?? null,
      parties: found.parties,
      recording: found.recording,
    }
  }

  async page(filter: CallFilter): Promise<Page<CallRow>> {
    const { rows, next } = await callPage(this.db, filter)
    return { items: rows.map((row) => this.row(row)), next }
  }

  /** The call was about a ticket that is there already. */
  async link(actor: Actor, id: string, body: unknown, now = new Date()): Promise<void> {
    const { ticketId } = parse(CallTicketInput, body)
    const [call, ticket] = await Promise.all([findCall(this.db, id), readTicket(this.db, { ticketId })])
    if (call?.operatorId !== actor.personId || !ticket || !maySee(actor, ticket.snapshot)) throw new Refusal('notFound')
    await linkTicket(this.db, { callId: id, ticketId, personId: actor.personId, at: now })
  }

  private row({ numberSealed, operatorId: _, ...found }: CallFound): CallRow {
    const { id, state, desk, operator, owner, tickets } = found
    return {
      id,
      state,
      desk,
      number: numberSealed && maskPhone(this.keys.open(numberSealed, 'call.number')),
      offeredAt: found.offeredAt.toISOString(),
      answeredAt: found.answeredAt?.toISOString() ?? null,
      endedAt: found.endedAt?.toISOString() ?? null,
      operator,
      owner,
      tickets,
    }
  }

  private ringing({ numberSealed, nameSealed, ...row }: RingingFound): RingingCall {
    return {
      ...row,
      number: numberSealed && maskPhone(this.keys.open(numberSealed, 'call.number')),
      name: nameSealed && maskName(this.keys.open(nameSealed, 'requester.name')),
      offeredAt: row.offeredAt.toISOString(),
      ringsFrom: row.ringsFrom.toISOString(),
    }
  }
}
