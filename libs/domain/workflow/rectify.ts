import { dueAt, reminderTimes } from '../clock/due'
import { type Actor } from '../access'
import { Refusal } from '../refusals'
import type { CheckRectificationInput, RatingInput, RectifyInput } from '../inputs'
import type { Draft } from './change'
import type { Context } from './context'
import { keepRectification, stepRectification } from './heard'
import { promiseArchive } from './outcomes'
import { accountable, isPutOff } from './redo'
import type { AssignmentFacts, ClockFacts, RectificationFacts, Snapshot } from './snapshot'

/** 整改: a bad review in a real name obliges the accountable unit to put it right, whatever becomes of the ticket. */

const BAD = 2

/** Before the exit is taken: afterwards nobody is accountable for the round any more. */
export function openRectification(draft: Draft, said: RatingInput, context: Context) {
  const grade = Math.min(said.resultGrade, said.mannerGrade)
  const lead = accountable(draft).find(({ role }) => role === 'lead')
  if (grade > BAD || draft.ticket.anonymous || !lead) return
  const clock = rectifyClock(draft, lead.id, context)
  const id = context.newFactId()
  const { round } = draft.ticket
  const { dueAt } = clock
  keepRectification(draft, {
    id,
    round,
    assignmentId: lead.id,
    unitId: lead.unitId,
    grade,
    state: 'open',
    dueAt,
    tries: 0,
  })
  draft.startClock(clock)
  const data = { rectificationId: id, unitId: lead.unitId, grade, dueAt: dueAt.toISOString() }
  draft.say('rectification', data, null, lead.id)
}

/** The unit says what it did; the clock stands still until somebody else has looked. */
export function rectify(draft: Draft, input: RectifyInput, { id: assignmentId }: AssignmentFacts) {
  const found = draft.heard.rectifications.find((each) => each.assignmentId === assignmentId && each.state === 'open')!
  const words = { measures: input.measures }
  const tries = found.tries + 1
  stepRectification(
    draft,
    { rectificationId: found.id, kind: 'submitted', grade: null, words },
    { state: 'submitted', tries, submittedAt: draft.at, submittedBy: draft.personId },
  )
  setClock(draft, found, draft.at)
  draft.say('rectify', { rectificationId: found.id, tries }, words, assignmentId)
}

/** Somebody else calls a second time: it is put right, or the unit goes on. */
export function checkRectification(draft: Draft, input: CheckRectificationInput, context: Context) {
  const found = draft.heard.rectifications.find(
    ({ id, state }) => id === input.rectificationId && state === 'submitted',
  )
  if (!found) throw new Refusal('notFound')
  if (found.submittedBy === context.actor.personId) throw new Refusal('ownCheck')
  const grade = input.grade ?? null
  if (input.outcome === 'done' && grade !== null && grade <= BAD) throw new Refusal('checkNotPleased')
  const words = { note: input.note, ...(input.words ? { words: input.words } : {}) }
  const done = input.outcome === 'done'
  stepRectification(
    draft,
    { rectificationId: found.id, kind: input.outcome, grade, words },
    { state: done ? 'done' : 'open', checkedAt: draft.at },
  )
  if (!done) setClock(draft, found, null)
  const data = { rectificationId: found.id, outcome: input.outcome, grade }
  draft.say('checkRectification', data, words, found.assignmentId)
  if (done && draft.ticket.state === 'closed') promiseArchive(context.region, draft)
}

/** What may go to the archive: a self-rating was read, what was put off was looked at, every bad review was made good. */
export function nothingOpen({ ticket, disposals, rectifications }: Snapshot): boolean {
  return !ticket.ratedSince && !disposals.some(isPutOff) && rectifications.every(({ state }) => state === 'done')
}

export const owesRectification = ({ rectifications }: Snapshot, { id }: Pick<AssignmentFacts, 'id'>) =>
  rectifications.some(({ assignmentId, state }) => assignmentId === id && state === 'open')

export const mayCheck = ({ rectifications }: Snapshot, { personId }: Actor) =>
  rectifications.some(({ state, submittedBy }) => state === 'submitted' && submittedBy !== personId)

function rectifyClock(draft: Draft, assignmentId: string, { region, now }: Context): ClockFacts {
  const calendar = region.calendar(draft.ticket.policyId, false)
  const limit = { amount: region.settings.rectifyWorkingDays ?? 5, unit: 'workingDay' as const }
  const { at50, at80, due } = reminderTimes(calendar, now, limit)
  return {
    ...limit,
    assignmentId,
    kind: 'rectify',
    round: draft.ticket.round,
    startedAt: now,
    aroundTheClock: false,
    halfAt: at50!,
    yellowAt: at80!,
    dueAt: due!,
    provisional: dueAt(calendar, now, limit).provisional,
    level: 0,
    stoppedAt: null,
    suspended: false,
  }
}

/** Of that round: the ticket may be in another by now. Running on, it is due when it was. */
function setClock(draft: Draft, { assignmentId, round }: RectificationFacts, stoppedAt: Date | null) {
  const clock = draft.clocks.find(
    (each) => each.kind === 'rectify' && each.assignmentId === assignmentId && each.round === round,
  )
  if (clock) draft.replaceClock({ ...clock, stoppedAt })
}
