import type { Sql } from '../database'
import { day, RANGE, times, type Time } from './columns'

/** What was decided and done after the requester was heard. */

export interface DisposalRow {
  ticket_id: string
  round: number
  exit: string
  at: Time
  person_id: number
  check_on: string | null
  checked_at: Time | null
  checked_by: number | null
  transferred_to: string | null
  words_sealed: Buffer | null
}

export interface RatingRow {
  ticket_id: string
  round: number
  offered_at: Time
  offered_by: number
  expires_at: Time
  used_at: Time | null
}

export interface RectificationRow {
  ticket_id: string
  id: string
  round: number
  assignment_id: string
  unit_id: number
  grade: number
  state: string
  opened_at: Time
  due_at: Time
  tries: number
  submitted_at: Time | null
  submitted_by: number | null
  checked_at: Time | null
  checked_by: number | null
}

export interface RectificationStepRow {
  ticket_id: string
  rectification_id: string
  at: Time
  person_id: number
  kind: string
  grade: number | null
  words_sealed: Buffer | null
}

export interface Heard {
  disposals: DisposalRow[]
  ratings: RatingRow[]
  rectifications: RectificationRow[]
  rectificationSteps: RectificationStepRow[]
}

/** Of the tickets with ids in (after, until]. */
export async function readHeard(tx: Sql, after: string, until: string): Promise<Heard> {
  const read = <R extends object>(name: keyof typeof SQL) => tx.query<R>(SQL[name], [after, until], `verify-${name}`)
  const [disposals, ratings, rectifications, rectificationSteps] = await Promise.all([
    read<DisposalRow>('disposals'),
    read<RatingRow>('ratings'),
    read<RectificationRow>('rectifications'),
    read<RectificationStepRow>('rectificationSteps'),
  ])
  return { disposals, ratings, rectifications, rectificationSteps }
}

const SQL = {
  disposals: `SELECT ticket_id::text, round, exit, ${times('at', 'checked_at')}, person_id, ${day('check_on')}, checked_by, transferred_to,
      words_sealed FROM disposal WHERE ${RANGE} ORDER BY disposal.ticket_id, round`,
  ratings: `SELECT ticket_id::text, round, ${times('offered_at', 'expires_at', 'used_at')}, offered_by FROM rating_link
    WHERE ${RANGE} ORDER BY rating_link.ticket_id, round`,
  rectifications: `SELECT ticket_id::text, id::text, round, assignment_id::text, unit_id, grade, state, tries, submitted_by, checked_by,
      ${times('opened_at', 'due_at', 'submitted_at', 'checked_at')} FROM rectification WHERE ${RANGE} ORDER BY rectification.id`,
  rectificationSteps: `SELECT ticket_id::text, rectification_id::text, ${times('at')}, person_id, kind, grade, words_sealed
    FROM rectification_step WHERE ${RANGE} ORDER BY rectification_step.id`,
}
