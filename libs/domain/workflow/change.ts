import type { JobName, JobPayload } from '../jobs'
import { holds } from '../sight'
import type { EventDraft } from './event-draft'
import type { NoticeDraft } from '../messages/inside'
import type { MessageDraft } from '../messages/requester'
import type { FactDraft, FactKind, Facts, FileFacts } from './facts'
import type {
  AgendaFacts,
  AssignmentFacts,
  ClockFacts,
  RequestFacts,
  Snapshot,
  StandstillFacts,
  SupervisionFacts,
  TicketFacts,
  Words,
} from './snapshot'
import { sameClock } from './snapshot'

/** What an action does to a ticket: the state after it, and everything that must be written with it in one commit. */
export interface Change {
  before: Snapshot | null
  after: Snapshot
  events: EventDraft[]
  facts: FactDraft[]
  jobs: JobDraft[]
  /** What the requester is owed in words; added by `told`. */
  messages: MessageDraft[]
  /** Who inside is told; added by `told`. */
  notices: NoticeDraft[]
  /** Of other tickets, in the same commit. */
  beside?: readonly Change[]
  /** Tickets that begin in the same commit. */
  born?: readonly Change[]
}

export type { EventDraft } from './event-draft'

export type JobDraft = { [N in JobName]: { name: N; payload: JobPayload<N>; runAt?: Date } }[JobName]

/** Builds a change step by step; every method leaves the snapshot before it untouched. */
export class Draft {
  private readonly events: Omit<EventDraft, 'units'>[] = []
  private readonly facts: FactDraft[] = []
  private readonly jobs: JobDraft[] = []

  constructor(
    private readonly before: Snapshot | null,
    private now: Snapshot,
    readonly personId: number,
    readonly at: Date,
  ) {}

  get ticket() {
    return this.now.ticket
  }
  get assignments() {
    return this.now.assignments
  }
  get clocks() {
    return this.now.clocks
  }
  get requests() {
    return this.now.requests
  }
  get suspensions() {
    return this.now.suspensions
  }
  get heard(): Pick<Snapshot, 'ratings' | 'disposals' | 'rectifications'> {
    return this.now
  }
  get standstill() {
    return this.now.standstill
  }
  get kin() {
    return this.now.kin
  }
  get changed() {
    return this.events.length > 0
  }
  get supervisions() {
    return this.now.supervisions
  }

  get agenda() {
    return this.now.agenda
  }

  setTicket(patch: Partial<TicketFacts>) {
    this.now = { ...this.now, ticket: { ...this.now.ticket, ...patch } }
  }

  addAssignment(assignment: AssignmentFacts) {
    this.now = { ...this.now, assignments: [...this.now.assignments, assignment] }
  }

  setAssignment(id: string, patch: Partial<AssignmentFacts>) {
    const assignments = this.now.assignments.map((each) => (each.id === id ? { ...each, ...patch } : each))
    this.now = { ...this.now, assignments }
  }

  /** One clock of a kind in a round: started a second time (a dispatch undone and done again) it starts anew. */
  startClock(clock: ClockFacts) {
    if (this.now.clocks.some((each) => sameClock(each, clock))) return this.replaceClock(clock)
    this.now = { ...this.now, clocks: [...this.now.clocks, clock] }
  }

  stopClock(kind: ClockFacts['kind'], assignmentId: string | null) {
    this.setClock(kind, assignmentId, (clock) => ({ ...clock, stoppedAt: this.at }))
  }

  /** The clock runs on as if it had never been stopped: its due date does not move. */
  resumeClock(kind: ClockFacts['kind'], assignmentId: string | null) {
    const { round } = this.ticket
    for (const clock of this.now.clocks)
      if (clock.kind === kind && clock.assignmentId === assignmentId && clock.round === round)
        this.replaceClock({ ...clock, stoppedAt: null })
  }

  /** Leaves a row beside the state. */
  write<K extends FactKind>(kind: K, row: Facts[K]) {
    this.facts.push({ kind, row } as FactDraft)
  }

  addCallback(row: Facts['callback']) {
    this.write('callback', row)
    this.now = { ...this.now, callbacks: [...this.now.callbacks, { ...row, at: this.at }] }
  }

  keep(patch: Partial<Draft['heard']>) {
    this.now = { ...this.now, ...patch }
  }

  addConsent(unitId: number) {
    this.write('consent', { unitId })
    this.now = { ...this.now, consents: [...this.now.consents, unitId] }
  }

  addRequest(request: RequestFacts, words: Words) {
    this.write('request', { ...request, words })
    this.now = { ...this.now, requests: [...this.now.requests, request] }
  }

  decide(request: RequestFacts, to: Pick<RequestFacts, 'state' | 'step'>) {
    this.write('decision', { requestId: request.id, ...to })
    this.now = {
      ...this.now,
      requests: this.now.requests.map((each) => (each.id === request.id ? { ...each, ...to } : each)),
    }
  }

  suspend() {
    const open = { from: this.at, to: null }
    this.write('suspension', open)
    this.now = { ...this.now, suspensions: [...this.now.suspensions, open] }
  }

  resume() {
    const suspensions = this.now.suspensions.map((each) => (each.to ? each : { ...each, to: this.at }))
    for (const each of suspensions) if (each.to === this.at) this.write('suspension', each)
    this.now = { ...this.now, suspensions }
  }

  addStandstill(standstill: StandstillFacts) {
    this.write('standstill', standstill)
    this.now = { ...this.now, standstill }
  }

  endStandstill() {
    this.write('goingOn', {})
    this.now = { ...this.now, standstill: null }
  }

  addSupervision(supervision: SupervisionFacts, letterNumber: string | null, words: Words) {
    this.write('supervision', { ...supervision, letterNumber, words })
    this.now = { ...this.now, supervisions: [...this.now.supervisions, supervision] }
  }

  stepSupervision(
    found: SupervisionFacts,
    { answered, outcome }: Pick<Facts['supervisionStep'], 'answered' | 'outcome'>,
  ) {
    this.write('supervisionStep', { supervisionId: found.id, answered, outcome })
    const next = { ...found, answeredAt: answered ? this.at : found.answeredAt, closedAt: outcome ? this.at : null }
    this.now = { ...this.now, supervisions: this.now.supervisions.map((each) => (each === found ? next : each)) }
  }

  addAgenda(item: AgendaFacts) {
    this.write('agendaItem', item)
    this.now = { ...this.now, agenda: [...this.now.agenda, item] }
  }

  /** Off the agenda: with a conclusion, to be talked about another time, or no more. */
  leaveAgenda(state: Facts['agendaStep']['state'], conclusion: Partial<Facts['agendaStep']> = {}) {
    for (const { id } of this.now.agenda)
      this.write('agendaStep', { itemId: id, state, units: null, replyDays: null, words: null, ...conclusion })
    this.now = { ...this.now, agenda: [] }
  }

  /** The first thing said names the files by their content, so that the chain covers them. */
  attach(files: readonly FileFacts[]) {
    const first = this.events[0]!
    if (files.length) this.events[0] = { ...first, data: { ...first.data, files } }
    const { assignmentId, seq: eventSeq } = first
    for (const { id: fileId } of files) this.write('attachment', { fileId, assignmentId, eventSeq })
  }

  promise(job: JobDraft) {
    this.jobs.push(job)
  }

  /** Every event takes the next number; the ticket's version is the number of its last one. */
  say(kind: string, data: Record<string, unknown>, words: Words | null = null, assignmentId: string | null = null) {
    const seq = this.ticket.version + 1
    this.events.push({ seq, kind, assignmentId, personId: this.personId, at: this.at, data, words })
    this.setTicket({ version: seq })
  }

  finish(): Change {
    const held = [...(this.before?.assignments ?? []), ...this.now.assignments]
    const units = [...new Set(held.filter(holds).map((assignment) => assignment.unitId))]
    return {
      before: this.before,
      after: this.now,
      events: this.events.map((event) => ({ ...event, units })),
      facts: this.facts,
      jobs: this.jobs,
      messages: [],
      notices: [],
    }
  }

  private setClock(kind: ClockFacts['kind'], assignmentId: string | null, to: (clock: ClockFacts) => ClockFacts) {
    for (const clock of this.now.clocks)
      if (clock.kind === kind && clock.assignmentId === assignmentId && !clock.stoppedAt) this.replaceClock(to(clock))
  }

  replaceClock(clock: ClockFacts) {
    this.now = { ...this.now, clocks: this.now.clocks.map((each) => (sameClock(each, clock) ? clock : each)) }
  }
}
