import { Injectable } from '@nestjs/common'
import { type Actor } from '#domain/access'
import { AgendaInput, ReasonInput } from '#domain/inputs'
import { shownNumber } from '#domain/numbers'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import type { ConsultationResult, ItemResult } from '#domain/views'
import { HARMLESS } from '#domain/workflow/consult'
import type { TicketActionName } from '#domain/workflow/actions'
import { agendaOf, type AgendaRow, stateOf } from '#data/consultations/agenda'
import { endMeeting, findMeeting, lockMeeting } from '#data/consultations/meetings'
import { Database } from '#data/database'
import { writeAudit } from '#data/people/audit'
import { openWords } from '#data/rows'
import { KeyRing } from '#data/secrets/key-ring'
import { type Loaded, readTicket } from '#data/snapshot'
import { changedSince } from '#data/timeline'
import { Act } from '../tickets/act'
import { Consultations, type Holding } from './consultations'

const TRIES = 5
const UNDECIDED = '本次会商未形成结论，延后再议。'

/**
 * What a meeting does to its tickets, one act each, with a result for each. What was done stays done: asked again, after a
 * crash or by a second person, it goes on with what is left.
 */
@Injectable()
export class Agenda {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly act: Act,
    private readonly consultations: Consultations,
  ) {}

  async table(by: Holding, id: string, body: unknown): Promise<ConsultationResult> {
    const { tickets } = parse(AgendaInput, body)
    const meeting = await findMeeting(this.db, id)
    if (!meeting) throw new Refusal('notFound')
    if (meeting.state !== 'planned') throw new Refusal('meetingOver')
    const results: ItemResult[] = []
    for (const ticketId of new Set(tickets.map((each) => each.ticketId))) {
      const loaded = await readTicket(this.db, { ticketId })
      const listed = loaded?.snapshot.agenda.some(({ consultationId }) => consultationId === id)
      if (!loaded) results.push(resultOf(null, ticketId, 'refused', new Refusal('notFound').message))
      else if (listed) results.push(resultOf(loaded, ticketId, 'already', '已在本次会商的议程中'))
      else results.push(await this.take(by, loaded, 'table', { consultationId: id }, `table-${id}`))
    }
    return this.answer(by.actor, id, results)
  }

  async postpone(by: Holding, id: string, itemId: string, body: unknown): Promise<ConsultationResult> {
    const input = parse(ReasonInput, body)
    const item = (await agendaOf(this.db, id)).find((each) => each.id === itemId)
    const loaded = item && (await readTicket(this.db, { ticketId: item.ticketId }))
    if (!loaded) throw new Refusal('notFound')
    const result = await this.leave(by, item, loaded, input.reason)
    return this.answer(by.actor, id, [result])
  }

  /** Every conclusion on its ticket; what has none goes to the next meeting. When nothing is left the meeting is over. */
  async conclude(by: Holding, id: string): Promise<ConsultationResult> {
    const meeting = await findMeeting(this.db, id)
    if (!meeting) throw new Refusal('notFound')
    if (meeting.state === 'cancelled') throw new Refusal('meetingOver')
    const results: ItemResult[] = []
    for (const item of await agendaOf(this.db, id)) results.push(await this.carryOut(by, item))
    await this.close(by, id, meeting.title)
    return this.answer(by.actor, id, results)
  }

  private async carryOut(by: Holding, item: AgendaRow): Promise<ItemResult> {
    const loaded = (await readTicket(this.db, { ticketId: item.ticketId }))!
    if (!isOpen(item, loaded)) return this.settled(item, loaded)
    if (!item.units) return this.leave(by, item, loaded, UNDECIDED)
    const changes = await changedSince(this.db, loaded.snapshot.ticket, item.seenVersion ?? 0)
    const { version } = loaded.snapshot.ticket
    const matter = changes.filter(({ kind, seq }) => seq <= version && !HARMLESS.has(kind))
    if (matter.length) {
      const what = [...new Set(matter.map(({ by: who, label }) => `${who}${label}`))].join('、')
      return resultOf(loaded, item.ticketId, 'changed', `写下结论后工单有变化：${what}。请核对结论后重新保存。`)
    }
    const words = openWords(this.keys, item.wordsSealed, 'agendaStep.words') ?? {}
    const { units, replyDays } = item
    const input = {
      units,
      basis: words['basis'] ?? '',
      ...(words['discussion'] ? { discussion: words['discussion'] } : {}),
      ...(replyDays ? { replyDays } : {}),
    }
    return this.take(by, loaded, 'conclude', input, `conclude-${item.id}-${item.version}`, item)
  }

  private leave(by: Holding, item: AgendaRow, loaded: Loaded, reason: string): Promise<ItemResult> {
    return this.take(by, loaded, 'postpone', { reason }, `postpone-${item.id}`, item)
  }

  /** On the version just read; who was faster in between is looked at again. */
  private async take(
    by: Holding,
    loaded: Loaded,
    action: TicketActionName,
    input: object,
    key: string,
    item?: AgendaRow,
  ): Promise<ItemResult> {
    const { id, version } = loaded.snapshot.ticket
    if (item && !isOpen(item, loaded)) return this.settled(item, loaded)
    const asking = { version, idempotencyKey: `${key}-${id}-${version}` }
    try {
      await this.act.onTicket(by.actor, id, action, input, asking)
      return resultOf(loaded, id, action === 'postpone' ? 'postponed' : 'done', DONE[action] ?? '')
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return this.afterRefusal(by, { loaded, action, input, key, item }, error)
    }
  }

  private async afterRefusal(
    by: Holding,
    tried: { loaded: Loaded; action: TicketActionName; input: object; key: string; item: AgendaRow | undefined },
    refusal: Refusal,
    left = TRIES,
  ): Promise<ItemResult> {
    const { loaded, item, action, input, key } = tried
    const ticketId = loaded.snapshot.ticket.id
    if (refusal.code !== 'stale' || left === 0) return resultOf(loaded, ticketId, 'refused', refusal.message)
    // Somebody acted between our look and our lock. A conclusion is weighed again against what happened.
    if (item && action === 'conclude') {
      const again = (await agendaOf(this.db, loaded.snapshot.agenda[0]!.consultationId)).find(
        ({ id }) => id === item.id,
      )
      return again ? this.carryOut(by, again) : resultOf(loaded, ticketId, 'refused', refusal.message)
    }
    const now = (await readTicket(this.db, { ticketId }))!
    return this.take(by, now, action, input, key, item)
  }

  private async settled(item: AgendaRow, loaded: Loaded): Promise<ItemResult> {
    const done = (await stateOf(this.db, item.id)) === 'concluded'
    return done
      ? resultOf(loaded, item.ticketId, 'already', '结论已落实')
      : resultOf(loaded, item.ticketId, 'postponed', '已不在本次议程')
  }

  private async close({ actor, requestId }: Holding, id: string, meeting: string) {
    await this.db.transaction(async (tx) => {
      const locked = await lockMeeting(tx, id)
      const open = (await agendaOf(tx, id)).some(({ state }) => state === 'listed')
      if (open || locked?.state !== 'planned') return
      await endMeeting(tx, id, 'held')
      await writeAudit(tx, { kind: 'meetingHeld', personId: actor.personId, detail: { meeting }, requestId })
    })
  }

  private async answer(actor: Actor, id: string, results: ItemResult[]): Promise<ConsultationResult> {
    return { consultation: await this.consultations.one(actor, id), results }
  }
}

/** The item this is about is the one that is open: another meeting's is another matter. */
const isOpen = (item: AgendaRow, { snapshot }: Loaded) => snapshot.agenda.some(({ id }) => id === item.id)

const DONE: Partial<Record<TicketActionName, string>> = {
  table: '已列入议程',
  conclude: '结论已落实',
  postpone: '延后，待下次会商',
}

function resultOf(loaded: Loaded | null, ticketId: string, result: ItemResult['result'], message: string): ItemResult {
  const ticket = loaded?.snapshot.ticket
  return { ticketId, shownNumber: ticket ? shownNumber(ticket.number, ticket.redoCount) : '', result, message }
}
