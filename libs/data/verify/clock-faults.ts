import { differing, fault, type Fault, strangeMoments } from './fault'
import { understood } from './history'
import type { ClockRow, EventRow } from './read'
import type { Replay } from './replay'
import type { Record } from './state-faults'

/** Whether the clocks run and stop as the log says. */
export function clockFaults({ ticket, events, clocks }: Record, replay: Replay): Fault[] {
  const promised = understood(events) && events.some(({ kind, data }) => kind === 'dispatch' && data['dueAt'])
  const missing = promised && !clocks.some(({ kind }) => kind === 'reply')
  const wrong = clocks.flatMap((clock) => {
    const of = `${clock.kind}${clock.assignment_id ? ` ${clock.assignment_id}` : ''} 第${clock.round}轮`
    const strange = strangeMoments([clock.started_at, clock.stopped_at], events)
    // What a bad review obliges to goes on beside the ticket.
    if (['closed', 'archived'].includes(ticket.state) && !clock.stopped_at && clock.kind !== 'rectify')
      strange.push('办结后仍在走')
    if (understood(events))
      strange.push(...differing(clock, { ...expectedClock(clock, events, replay), ...recounted(clock, events) }))
    return fault('clock', of, strange)
  })
  return missing ? [...wrong, { code: 'clock', where: '派单时定下的答复时限不在了' }] : wrong
}

function expectedClock(
  { kind, round, assignment_id, stopped_at }: ClockRow,
  events: EventRow[],
  { released, stopped }: Replay,
): Partial<ClockRow> {
  const inRound = roundOf(events, round)
  const first = (...kinds: string[]) =>
    inRound.find((event) => kinds.includes(event.kind) && (!assignment_id || event.assignment_id === assignment_id))?.at
  const letGo = (assignment_id && released.get(assignment_id)) || null
  if (kind === 'sign') return { stopped_at: first('sign', 'autoSign') ?? letGo }
  if (kind === 'contact') return { stopped_at: first('contact', 'relay') ?? letGo }
  if (kind === 'rectify') return { stopped_at: rectifiedAt(events, assignment_id!, round) }
  if (kind === 'arrive') return { stopped_at: first('arrive') ?? letGo }
  if (kind === 'dispatch') return { stopped_at: dispatchedIn(inRound) }
  if (kind === 'callback') return { stopped_at: calledIn(inRound) }
  const due = inRound.findLast((event) => event.kind === 'dispatch')?.data['dueAt'] as string | undefined
  const moved = events.some(movesDue)
  return {
    stopped_at: stopped.has(round) ? stopped.get(round)! : stopped_at,
    ...(kind === 'reply' && due && !moved && { due_at: due.replace('Z', '000Z') }),
  }
}

/** Counted anew because the rules changed: the log says until when, unless more time or a rest moved it afterwards. */
function recounted({ kind, round, assignment_id }: ClockRow, events: EventRow[]): Partial<ClockRow> {
  const to = events.reduce<string | undefined>((due, event) => {
    if (movesDue(event)) return undefined
    if (event.kind !== 'recompute') return due
    const moves = event.data['clocks'] as { kind: string; round: number; assignmentId: string | null; to: string }[]
    const own = moves.find((each) => each.kind === kind && each.round === round && each.assignmentId === assignment_id)
    return own?.to ?? due
  }, undefined)
  return to ? { due_at: to.replace('Z', '000Z') } : {}
}

/** By the region's calendar, which the log does not repeat. */
const movesDue = ({ kind, data }: EventRow) =>
  ['unshelve', 'conclude', 'complex', 'unmerge', 'unsplit'].includes(kind) ||
  (kind === 'approve' && data['of'] === 'extend')

/** Merged ones stop waiting for their callback while the master is worked on again. */
function calledIn(inRound: EventRow[]): string | null {
  let at: string | null = null
  for (const { kind, at: moment } of inRound) {
    if (['callback', 'selfRate', 'awaitMerged', 'close'].includes(kind)) at ??= moment
    if (kind === 'leaveCallback') at = moment
    if (kind === 'joinCallback') at = null
  }
  return at
}

/** Or others did what was to be done. */
const ENDS = ['retract', 'joinCallback', 'close']

/** It stands still from what the unit submitted until somebody finds that it is not enough. */
function rectifiedAt(events: EventRow[], assignmentId: string, round: number): string | null {
  const of = roundOf(events, round).find((each) => each.kind === 'rectification' && each.assignment_id === assignmentId)
  const own = events.filter(({ data }) => data['rectificationId'] === of?.data['rectificationId'])
  let at: string | null = null
  for (const { kind, data, at: when } of own) {
    if (kind === 'rectify') at = when
    if (kind === 'checkRectification' && data['outcome'] === 'again') at = null
  }
  return at
}

/** A dispatch may be undone and done again. */
function dispatchedIn(inRound: EventRow[]): string | null {
  let at: string | null = null
  for (const event of inRound) {
    if (event.kind === 'dispatch' || (ENDS.includes(event.kind) && !at)) at = event.at
    if (event.kind === 'undoDispatch' || (event.kind === 'turned' && event.data['back'])) at = null
  }
  return at
}

/** From the redo or reopening that began it, or the start, to the next. */
function roundOf(events: EventRow[], round: number): EventRow[] {
  const begins = (kind: string) => kind === 'redo' || kind === 'reopen'
  let now = 1
  return events.filter(({ kind }) => (begins(kind) ? ++now : now) === round && !begins(kind))
}
