import { IsObject } from 'class-validator'
import type { Limit } from '../clock/limit'
import { Choice, Whole, YesNo } from '../fields'
import { Refusal } from '../refusals'
import { type MoveReason, RULE_CHANGE_KINDS, type RuleChangeKind } from '../rules/words'
import type { ClockKind } from '../words'
import type { Draft } from './change'
import { limitOf, policyFacts, recomputed, returnUntil, unitOf } from './clocks'
import type { Context } from './context'
import type { RegionRules } from './region'
import type { AssignmentFacts, ClockFacts, Snapshot } from './snapshot'

/** A change of the rules that limits are counted by, as it meets one ticket. */
export class RecomputeInput {
  @Whole('变更', 1, 2_000_000_000) changeId: number
  @Choice('变更内容', RULE_CHANGE_KINDS) of: RuleChangeKind
  /** The rules as they were: what was counted by them is counted anew, what was decided otherwise stays. */
  @IsObject() earlier: RegionRules
  /** Open tickets go over to the policy now in force. */
  @YesNo('未办结工单也按新方案') openToo: boolean
}

/** What happens to one limit. */
export interface Move {
  kind: ClockKind
  assignmentId: string | null
  round: number
  from: Date
  to: Date
  why: MoveReason
}

export interface Recount {
  policyId: number
  clocks: ClockFacts[]
  windows: { id: string; returnUntil: Date }[]
  moved: Move[]
  kept: Move[]
}

type Counted = Pick<Snapshot, 'ticket' | 'assignments' | 'clocks' | 'suspensions' | 'requests'>
type Change = Pick<RecomputeInput, 'of' | 'earlier' | 'openToo'>

/** Counts every running limit anew. What has stopped keeps its verdict; a decided date stays; twice is the same as once. */
export function recount(on: Counted, change: Change, region: RegionRules, now: Date): Recount {
  const moving = change.of === 'policy' && change.openToo && on.ticket.policyId !== region.policyId
  const policyId = moving ? region.policyId : on.ticket.policyId
  const result: Recount = { policyId, clocks: [], windows: [], moved: [], kept: [] }
  if (change.of === 'policy' && !moving) return result
  // What a bad review obliges to keeps its day.
  for (const clock of on.clocks)
    if (!clock.stoppedAt && clock.kind !== 'rectify') recountClock(result, clock, on, change, region, now)
  for (const each of on.assignments) recountWindow(result, each, on, change, region, now)
  return result
}

function recountClock(
  result: Recount,
  clock: ClockFacts,
  on: Counted,
  { of, earlier }: Change,
  region: RegionRules,
  now: Date,
) {
  const { kind, assignmentId, round, dueAt: from } = clock
  const unitId = unitOf(clock, on.assignments)
  const tell = (to: Date, why: MoveReason) => ({ kind, assignmentId, round, from, to, why })
  const was = recomputed(earlier, on.ticket, clock, on.suspensions, unitId)
  const next = { ...on.ticket, policyId: result.policyId }
  const limit = of === 'policy' ? newLimit(clock, on, earlier, region, result.policyId) : null
  if (limit === 'extended' || limit === 'noLimit') return void result.kept.push(tell(from, limit))
  const fresh = recomputed(region, next, { ...clock, ...limit }, on.suspensions, unitId)
  const changed = !same(fresh.dueAt, from) || fresh.provisional !== clock.provisional || limit
  if (!changed) return
  if (!clock.suspended && !same(was.dueAt, from)) {
    if (!same(fresh.dueAt, from) && !same(fresh.dueAt, was.dueAt)) result.kept.push(tell(from, 'decided'))
    return
  }
  result.clocks.push({ ...fresh, level: Math.min(clock.level, passed(fresh, now)) })
  if (!same(fresh.dueAt, from)) result.moved.push(tell(fresh.dueAt, of))
}

/** The limit under the new policy; null where it is the same, a word where the clock stays as it is. */
function newLimit(
  clock: ClockFacts,
  { ticket }: Counted,
  earlier: RegionRules,
  region: RegionRules,
  policyId: number,
): (Limit & { aroundTheClock: boolean }) | 'extended' | 'noLimit' | null {
  const had = limitOf(earlier, ticket.policyId, policyFacts(earlier, ticket), clock.kind)
  const gets = limitOf(region, policyId, policyFacts(region, ticket), clock.kind)
  const own = { amount: Number(clock.amount), unit: clock.unit }
  if (!had || had.limit.amount !== own.amount || had.limit.unit !== own.unit) return 'extended'
  if (!gets) return 'noLimit'
  const { limit } = gets
  // A unit that never closes keeps its own hours whatever the policy says.
  const aroundTheClock = gets.aroundTheClock || (clock.aroundTheClock && !had.aroundTheClock)
  const equal = limit.amount === own.amount && limit.unit === own.unit && aroundTheClock === clock.aroundTheClock
  return equal ? null : { ...limit, aroundTheClock }
}

/** Until when a return may be asked: a date on the assignment, while it has not passed. */
function recountWindow(
  result: Recount,
  assignment: AssignmentFacts,
  { ticket }: Counted,
  { of, earlier }: Change,
  region: RegionRules,
  now: Date,
) {
  const { id, returnUntil: from, dispatchedAt, state, round, unitId } = assignment
  if (!from || from < now || (state !== 'pending' && state !== 'signed')) return
  const until = (rules: RegionRules, policyId: number) =>
    returnUntil(rules, { ...ticket, policyId }, dispatchedAt, rules.units.get(unitId)!)
  const [was, to] = [until(earlier, ticket.policyId), until(region, result.policyId)]
  if (!was || !to || !same(was, from) || same(to, from)) return
  result.windows.push({ id, returnUntil: to })
  result.moved.push({ kind: 'returnWindow', assignmentId: id, round, from, to, why: of })
}

/** Writes what the recount found, or refuses because nothing of it concerns this ticket any more. */
export function recompute(draft: Draft, input: RecomputeInput, before: Snapshot, { region, now }: Context) {
  const found = recount(before, input, region, now)
  if (!found.clocks.length && !found.windows.length && found.policyId === before.ticket.policyId)
    throw new Refusal('notNow')
  draft.setTicket({ policyId: found.policyId })
  for (const clock of found.clocks) draft.replaceClock(clock)
  for (const { id, returnUntil } of found.windows) draft.setAssignment(id, { returnUntil })
  for (const move of found.moved) draft.write('clockMove', { ...move, changeId: input.changeId, moved: true })
  const clocks = found.moved.map(({ why: _why, from, to, ...move }) => ({
    ...move,
    from: from.toISOString(),
    to: to.toISOString(),
  }))
  draft.say('recompute', { changeId: input.changeId, of: input.of, policyId: found.policyId, clocks })
}

/** How many levels lie behind: one that moves ahead again may be told again, but each level only once. */
const passed = ({ halfAt, yellowAt, dueAt }: ClockFacts, now: Date) =>
  [halfAt, yellowAt, dueAt].filter((at) => at <= now).length

const same = (one: Date, other: Date) => one.getTime() === other.getTime()
