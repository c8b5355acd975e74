import { Injectable } from '@nestjs/common'
import { type Actor, can, PERMISSIONS } from '#domain/access'
import { CancelConsultationInput, ConcludeInput, ConsultationInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import type { ConsultationRow, ConsultationView, Page } from '#domain/views'
import type { ConsultationState } from '#domain/words'
import { step } from '#domain/workflow/step'
import { agendaOf, saveConclusion } from '#data/consultations/agenda'
import {
  type Chair,
  chairs,
  endMeeting,
  findMeeting,
  insertMeeting,
  invite,
  lockMeeting,
  mayChair,
  meetingPage,
  type MeetingRow,
  type MeetingWords,
  tellInvited,
  uninvite,
  updateMeeting,
} from '#data/consultations/meetings'
import { Database, type Tx } from '#data/database'
import { findKept, keepAnswer, requestHash } from '#data/idempotency'
import { type AuditKind, writeAudit } from '#data/people/audit'
import { sealWords } from '#data/rows'
import { scopeOf } from '#data/scope'
import { KeyRing } from '#data/secrets/key-ring'
import { readTicket } from '#data/snapshot'
import { Committed } from '../committed'
import { Region } from '../region'
import { Tickets } from '../tickets/tickets'
import { agendaView } from './agenda-view'

/** Who asks, and how the request is told from a repeated one. */
export interface Holding {
  actor: Actor
  idempotencyKey: string
  requestId: string
}

const MAY_CHAIR = PERMISSIONS['ticket.see-all'].by

/** 会商: planned, changed, prepared. What a meeting does to its tickets is in `Agenda`. */
@Injectable()
export class Consultations {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly region: Region,
    private readonly tickets: Tickets,
    private readonly committed: Committed,
  ) {}

  async page(
    actor: Actor,
    state: ConsultationState,
    after: string | undefined,
    limit: number,
  ): Promise<Page<ConsultationRow>> {
    const scope = scopeOf(actor, await this.region.current())
    const { items, next } = await meetingPage(this.db, { scope, state, after, limit })
    return { items: items.map(({ sort: _sort, ...row }) => ({ ...row, at: row.at.toISOString() })), next }
  }

  chairs(): Promise<Chair[]> {
    return chairs(this.db, MAY_CHAIR)
  }

  /** Nobody knows of a meeting but the centre, the invited and whoever has a ticket of it; of its agenda all see their own alone. */
  async one(actor: Actor, id: string): Promise<ConsultationView> {
    const [region, meeting, agenda] = await Promise.all([
      this.region.current(),
      findMeeting(this.db, id),
      agendaOf(this.db, id),
    ])
    if (!meeting) throw new Refusal('notFound')
    const scope = scopeOf(actor, region)
    const items = await Promise.all(agenda.map((row) => agendaView(this.tickets, actor, row)))
    const shown = items.filter((item) => item !== null)
    const invited = scope.all || meeting.unitIds.some((unit) => scope.unitIds.includes(unit))
    if (!invited && shown.length === 0) throw new Refusal('notFound')
    return {
      ...rowOf(meeting),
      version: meeting.version,
      chairId: meeting.chairId,
      attendees: meeting.attendees,
      units: meeting.unitIds.map((unit) => ({ id: unit, name: region.units.get(unit)?.name ?? '' })),
      endedAt: meeting.endedAt?.toISOString() ?? null,
      mayHold: meeting.state === 'planned' && can(actor.roles, 'consultation.hold'),
      items: shown,
    }
  }

  async plan(by: Holding, body: unknown): Promise<ConsultationView> {
    const input = parse(ConsultationInput, body)
    const id = await this.once(by, ['consultation', input], async (tx) => {
      const words = await this.checked(tx, input)
      const made = await insertMeeting(tx, words, by.actor.personId)
      await invite(tx, made, unitsIn(input))
      await audit(tx, by, 'meetingPlanned', words.title)
      return made
    })
    return this.one(by.actor, id)
  }

  async change(by: Holding, id: string, version: number, body: unknown): Promise<ConsultationView> {
    const input = parse(ConsultationInput, body)
    await this.once(by, ['consultation', id, input], async (tx) => {
      const before = await planned(tx, id, version)
      const words = await this.checked(tx, input)
      await updateMeeting(tx, id, words)
      const units = unitsIn(input)
      await uninvite(
        tx,
        id,
        before.unitIds.filter((unit) => !units.includes(unit)),
      )
      if (before.at.getTime() !== new Date(words.at).getTime() || before.place !== words.place)
        await tellInvited(tx, id, 'moved')
      await invite(tx, id, units)
      await audit(tx, by, 'meetingChanged', words.title)
      return id
    })
    return this.one(by.actor, id)
  }

  /** Nothing may be left on the agenda: who is on it would wait for a meeting that never comes. */
  async cancel(by: Holding, id: string, version: number, body: unknown): Promise<ConsultationView> {
    const { reason } = parse(CancelConsultationInput, body)
    await this.once(by, ['cancel', id, reason], async (tx) => {
      const { title } = await planned(tx, id, version)
      const agenda = await agendaOf(tx, id)
      if (agenda.some(({ state }) => state === 'listed')) throw new Refusal('agendaOpen')
      await endMeeting(tx, id, 'cancelled')
      await tellInvited(tx, id, 'cancelled')
      await audit(tx, by, 'meetingCancelled', title, { reason })
      return id
    })
    return this.one(by.actor, id)
  }

  /** Kept until it is carried out; tried against the rules now, so that a meeting does not end on what cannot be. */
  async prepare(actor: Actor, key: { consultationId: string; itemId: string; version: number }, body: unknown) {
    const input = parse(ConcludeInput, body)
    const item = (await agendaOf(this.db, key.consultationId)).find(({ id }) => id === key.itemId)
    const [loaded, region] = await Promise.all([
      item ? readTicket(this.db, { ticketId: item.ticketId }) : null,
      this.region.current(),
    ])
    if (!item || !loaded) throw new Refusal('notFound')
    if (item.state !== 'listed') throw new Refusal('notNow')
    let made = 0
    const ids = () => `new ${(made += 1)}`
    const surroundings = { actor, now: new Date(), region, newAssignmentId: ids, newFactId: ids }
    step(loaded.snapshot, { on: 'ticket', action: 'conclude', input }, surroundings)
    const { units, replyDays = null, basis, discussion = '' } = input
    const saved = await saveConclusion(this.db, key, {
      units: units.map(({ unitId, line, role }) => ({ unitId, line, role })),
      replyDays,
      seenVersion: loaded.snapshot.ticket.version,
      wordsSealed: sealWords(this.keys, { basis, discussion }, 'agendaStep.words')!,
    })
    if (!saved) throw new Refusal('consultationStale')
    return this.one(actor, key.consultationId)
  }

  private async checked(tx: Tx, input: ConsultationInput): Promise<MeetingWords> {
    const { units } = await this.region.current()
    if (unitsIn(input).some((id) => !units.get(id)?.active)) throw new Refusal('unitUnknown')
    if (!(await mayChair(tx, input.chairId, MAY_CHAIR))) throw new Refusal('chairUnknown')
    const { title, day, time, place, chairId, attendees = [] } = input
    return { title, at: `${day}T${time}:00+08:00`, place, chairId, attendees }
  }

  private async once(by: Holding, request: unknown[], work: (tx: Tx) => Promise<string>): Promise<string> {
    const hash = requestHash(...request)
    const { personId } = by.actor
    const done = await this.db.transaction(async (tx) => {
      const kept = await findKept(tx, personId, by.idempotencyKey, hash)
      if (kept) return String(kept.response)
      const id = await work(tx)
      await keepAnswer(tx, personId, { key: by.idempotencyKey, requestHash: hash, status: 200, response: id })
      return id
    })
    this.committed.tell()
    return done
  }
}

async function planned(tx: Tx, id: string, version: number): Promise<MeetingRow> {
  const meeting = await lockMeeting(tx, id)
  if (!meeting) throw new Refusal('notFound')
  if (meeting.state !== 'planned') throw new Refusal('meetingOver')
  if (meeting.version !== version) throw new Refusal('consultationStale')
  return meeting
}

const unitsIn = ({ units }: ConsultationInput) => [...new Set(units.map(({ unitId }) => unitId))]

const rowOf = ({ id, title, at, place, state, chair }: MeetingRow): ConsultationRow => ({
  id,
  title,
  at: at.toISOString(),
  place,
  state,
  chair,
})

const audit = (tx: Tx, { actor, requestId }: Holding, kind: AuditKind, meeting: string, more: object = {}) =>
  writeAudit(tx, { kind, personId: actor.personId, detail: { meeting, ...more }, requestId })
