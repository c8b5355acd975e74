import type { Change } from '#domain/workflow/change'
import type { FactDraft, FactKind, Facts } from '#domain/workflow/facts'
import { ratingHash } from '#data/rating-links'
import { hex, sealWords } from '#data/rows'
import type { KeyRing } from '#data/secrets/key-ring'
import type { TableName } from './rows'
import type { Table } from './table'

interface Who {
  at: Date
  personId: number
  ticketId: string
}
type Row = Record<string, unknown>
/** What actions left beside the state, as the rows they have become by now: a later fact changes the row of an earlier one. */
export class FactRows {
  private rows: { table: TableName; row: Row }[] = []

  constructor(
    private readonly keys: KeyRing,
    private readonly table: (name: TableName) => Table,
    private nextCallback: number,
  ) {}

  /** The facts of one ticket, from the first to the last. */
  add(changes: readonly Change[]) {
    this.rows = []
    for (const { facts, events, after } of changes) {
      const of = { at: events[0]!.at, personId: events[0]!.personId, ticketId: after.ticket.id }
      for (const fact of facts) this.take(fact, of)
    }
    for (const { table, row } of this.rows) this.table(table).add(row)
  }

  private take<K extends FactKind>(fact: { kind: K; row: Facts[K] } & FactDraft, of: Who) {
    const does: { [Kind in FactKind]: (row: Facts[Kind], of: Who) => void } = this.does
    ;(does[fact.kind] as (row: Facts[K], of: Who) => void)(fact.row, of)
  }

  private readonly does: { [K in FactKind]: (row: Facts[K], of: Who) => void } = {
    reply: ({ assignmentId, round, outcome, state, words }, { at, personId }) => {
      const row = { assignment_id: assignmentId, round, at, person_id: personId, outcome }
      this.put('reply', { ...row, words_sealed: this.sealed(words, 'reply'), state })
    },
    // The standing reply of that assignment and round is the last one.
    judgement: ({ assignmentId, round, state }) => {
      const row = this.last('reply', (each) => each['assignment_id'] === assignmentId && each['round'] === round)
      if (row) row['state'] = state
    },
    ratingLink: ({ round, expiresAt }, { ticketId, at, personId }) =>
      this.put('rating_link', {
        ticket_id: ticketId,
        round,
        token_hash: hex(ratingHash(this.keys.ratingToken(ticketId, round))),
        ...{ offered_at: at, offered_by: personId, expires_at: expiresAt, used_at: null },
      }),
    ratingUsed: ({ round }, { at }) => {
      this.last('rating_link', (each) => each['round'] === round)!['used_at'] = at
    },
    disposal: ({ round, exit, checkOn, transferredTo, words }, { ticketId, at, personId }) =>
      this.put('disposal', {
        ticket_id: ticketId,
        round,
        exit,
        at,
        person_id: personId,
        check_on: checkOn,
        checked_at: null,
        checked_by: null,
        transferred_to: transferredTo,
        words_sealed: this.sealed(words, 'disposal'),
      }),
    followUp: ({ round }, { at, personId }) => {
      const row = this.last('disposal', (each) => each['round'] === round)!
      Object.assign(row, { checked_at: at, checked_by: personId })
    },
    rectification: (row, { ticketId, at }) =>
      this.put('rectification', {
        id: row.id,
        ticket_id: ticketId,
        round: row.round,
        assignment_id: row.assignmentId,
        unit_id: row.unitId,
        grade: row.grade,
        state: row.state,
        opened_at: at,
        due_at: row.dueAt,
        tries: row.tries,
        ...NOT_YET,
      }),
    rectificationStep: (step, of) => this.stepRectification(step, of),
    callback: (row, of) => this.putCallback(row, of),
    consent: ({ unitId }, { ticketId, at, personId }) =>
      this.put('consent', { ticket_id: ticketId, unit_id: unitId, at, person_id: personId }),
    request: (row, of) => this.putRequest(row, of),
    decision: ({ requestId, state, step }, { at, personId }) => {
      const decided = state === 'open' ? {} : { decided_at: at, decided_by: personId }
      Object.assign(
        this.last('request', ({ id }) => id === requestId)!,
        { state, step, ...decided },
      )
    },
    suspension: ({ from, to }, { ticketId }) => {
      const known = this.last('suspension', ({ from_at }) => (from_at as Date).getTime() === from.getTime())
      if (known) known['to_at'] = to
      else this.put('suspension', { ticket_id: ticketId, from_at: from, to_at: to })
    },
    agendaItem: ({ id, consultationId }, { ticketId, at, personId }) => {
      const row = { id, consultation_id: consultationId, ticket_id: ticketId, state: 'listed', tabled_at: at }
      const open = { units: null, reply_days: null, words_sealed: null, ended_at: null, ended_by: null }
      this.put('consultation_item', { ...row, tabled_by: personId, ...open })
    },
    invitation: () => undefined,
    agendaStep: ({ itemId, state, units, replyDays, words }, { at, personId }) => {
      const row = this.last('consultation_item', ({ id }) => id === itemId)!
      const concluded = { units: units && JSON.stringify(units), reply_days: replyDays }
      const words_sealed = this.sealed(words, 'agendaStep')
      Object.assign(row, { state, ...concluded, words_sealed, ended_at: at, ended_by: personId })
    },
    // The demo city attaches nothing: a row alone would name bytes that are nowhere.
    attachment: () => undefined,
    // The rules of the city stay as they are while it is made.
    clockMove: () => undefined,
    standstill: (row, { ticketId, at, personId }) =>
      this.put('standstill', {
        ticket_id: ticketId,
        at,
        person_id: personId,
        kind: row.kind,
        into_id: row.intoId,
        state: row.state,
        standing: row.standing,
        ended_at: null,
      }),
    goingOn: (_row, { at }) =>
      Object.assign(
        this.last('standstill', () => true)!,
        { ended_at: at },
      ),
    link: ({ otherId, reason }, { ticketId, at, personId }) => {
      const [one, other] = BigInt(ticketId) < BigInt(otherId) ? [ticketId, otherId] : [otherId, ticketId]
      this.put('ticket_link', { ticket_id: one, other_id: other, reason, at, person_id: personId })
    },
    // A city that has just been made takes back no link.
    unlink: () => undefined,
    // Told to nobody who would still have to hear it.
    notice: () => undefined,
    supervision: (row, of) => this.putSupervision(row, of),
    supervisionStep: ({ supervisionId, answered, outcome }, { at, personId }) => {
      const row = this.last('supervision', ({ id }) => id === supervisionId)!
      if (answered && !row['answered_at']) Object.assign(row, { answered_at: at, answered_by: personId })
      if (outcome) Object.assign(row, { outcome, closed_at: at, closed_by: personId })
    },
  }

  private putCallback(row: Facts['callback'], { ticketId, at, personId }: Who) {
    const id = this.nextCallback++
    this.put('callback', {
      id,
      ticket_id: ticketId,
      round: row.round,
      attempt: row.attempt,
      via: row.via,
      at,
      person_id: personId,
      reached: row.reached,
      solved: row.solved,
      result_grade: row.resultGrade,
      manner_grade: row.mannerGrade,
      words_sealed: this.sealed(row.words, 'callback'),
    })
    for (const { assignmentId, contacted } of row.contacted)
      this.put('callback_contact', { callback_id: id, assignment_id: assignmentId, contacted })
  }

  private stepRectification({ rectificationId, kind, grade, words }: Facts['rectificationStep'], of: Who) {
    const row = this.last('rectification', ({ id }) => id === rectificationId)!
    if (kind === 'submitted')
      Object.assign(row, {
        state: kind,
        tries: Number(row['tries']) + 1,
        submitted_at: of.at,
        submitted_by: of.personId,
      })
    else Object.assign(row, { state: kind === 'again' ? 'open' : kind, checked_at: of.at, checked_by: of.personId })
    this.put('rectification_step', {
      rectification_id: rectificationId,
      ticket_id: of.ticketId,
      at: of.at,
      person_id: of.personId,
      kind,
      grade,
      words_sealed: this.sealed(words, 'rectificationStep'),
    })
  }

  private putRequest(row: Facts['request'], { ticketId }: Who) {
    this.put('request', {
      id: row.id,
      ticket_id: ticketId,
      assignment_id: row.assignmentId,
      unit_id: row.unitId,
      kind: row.kind,
      state: row.state,
      step: row.step,
      reason: row.reason,
      suggested_unit_id: row.suggestedUnitId,
      amount: row.amount,
      review_on: row.reviewOn,
      asked_at: row.askedAt,
      asked_by: row.askedBy,
      decided_at: null,
      decided_by: null,
      words_sealed: this.sealed(row.words, 'request'),
    })
  }

  private putSupervision(row: Facts['supervision'], { ticketId, at, personId }: Who) {
    this.put('supervision', {
      id: row.id,
      ticket_id: ticketId,
      unit_id: row.unitId,
      mode: row.mode,
      from_unit_id: row.fromUnitId,
      letter_number: row.letterNumber,
      issued_at: at,
      issued_by: personId,
      answer_by: row.answerBy,
      answered_at: row.answeredAt,
      answered_by: null,
      closed_at: row.closedAt,
      closed_by: null,
      outcome: null,
      words_sealed: this.sealed(row.words, 'supervision'),
    })
  }

  private put(table: TableName, row: Row) {
    this.rows.push({ table, row })
  }

  private last(table: TableName, is: (row: Row) => boolean): Row | undefined {
    return this.rows.findLast((each) => each.table === table && is(each.row))?.row
  }

  private sealed(words: Facts['callback']['words'], kind: FactKind) {
    return hex(sealWords(this.keys, words, `${kind}.words`))
  }
}
const NOT_YET = { submitted_at: null, submitted_by: null, checked_at: null, checked_by: null }
