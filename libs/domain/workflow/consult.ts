import type { ConcludeInput, ReasonInput, TableInput } from '../inputs'
import type { Draft } from './change'
import { recomputed } from './clocks'
import type { Context } from './context'
import { replyClock } from './handle'
import { bind } from './redispatch'

/** 会商: asked for, put on an agenda, concluded or postponed. What a meeting concludes binds like a ruling. */

export function consult(draft: Draft, input: ReasonInput) {
  const { acceptedReturns } = draft.ticket
  draft.setTicket({ consulting: true })
  draft.say('consult', { acceptedReturns, asked: true }, { reason: input.reason })
}

export function table(draft: Draft, { consultationId }: TableInput, context: Context) {
  const id = context.newFactId()
  draft.addAgenda({ id, consultationId })
  draft.say('table', { consultationId, itemId: id })
}

/** Waits for the next meeting, on nobody's agenda until somebody puts it there. */
export function postpone(draft: Draft, input: ReasonInput) {
  const { consultationId } = draft.agenda[0]!
  draft.leaveAgenda('postponed')
  draft.say('postpone', { consultationId }, { reason: input.reason })
}

/** What happens on a ticket without touching who is competent: a conclusion written before still holds. */
export const HARMLESS: ReadonlySet<string> = new Set([
  'table',
  'sign',
  'autoSign',
  'contact',
  'relay',
  'arrive',
  'stageReport',
  'urge',
  'consent',
  'supervise',
  'instruct',
  'answerSupervision',
  'closeSupervision',
  'difficult',
  'notDifficult',
  'extend',
  'askComplex',
])

/** In one act: the units, the deadline, the ruling, and the end of the item on the agenda. */
export function conclude(draft: Draft, { units, basis, replyDays, discussion }: ConcludeInput, context: Context) {
  const { consultationId, id: itemId } = draft.agenda[0]!
  const given = units.map(({ unitId, line, role }) => ({ unitId, line, role }))
  const words = { basis, ...(discussion ? { discussion } : {}) }
  draft.leaveAgenda('concluded', { units: given, replyDays: replyDays ?? null, words })
  bind(draft, units, context, basis)
  const dueAt = replyDays ? restart(draft, replyDays, context) : null
  draft.say('conclude', { consultationId, itemId, units: given, replyDays: replyDays ?? null, dueAt }, { basis })
}

/** The clock of the replies begins anew, with the time the meeting gave. */
function restart(draft: Draft, replyDays: number, { region }: Context): string | null {
  const kind = replyClock(draft)
  const clock = draft.clocks.find((each) => each.kind === kind && each.round === draft.ticket.round)
  if (!clock || clock.stoppedAt) return null
  const anew = { ...clock, startedAt: draft.at, amount: replyDays, unit: 'workingDay', level: 0 } as const
  const moved = recomputed(region, draft.ticket, anew, draft.suspensions)
  draft.replaceClock(moved)
  return moved.dueAt.toISOString()
}
