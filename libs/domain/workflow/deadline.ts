import type { DeadlineView } from '../clock-views'
import { CLOCK_KINDS } from '../words'
import { dueAt } from '../clock/due'
import { lampOfClock } from '../clock/lamp-words'
import { kindOf, limitWords } from '../clock/limit'
import { limitsFor } from '../clock/policy'
import { hoursWords, whyLines } from '../clock/why'
import { limitOf, policyFacts, unitOf } from './clocks'
import type { RegionRules } from './region'
import type { ClockFacts, RunningClock, Snapshot } from './snapshot'

const STARTS: Record<RunningClock, string> = {
  dispatch: '自登记起算',
  sign: '自派给本单位起算',
  contact: '自派给本单位起算',
  arrive: '自派给本单位起算',
  reply: '自首次派单起算',
  redo: '自退回重办的决定起算',
  callback: '自审核通过起算',
  rectify: '自收到不满意评价起算',
}

/** Why a clock is due when it is: the policy's line, the start, every day counted or skipped, rests and extensions. */
export function deadlineView(region: RegionRules, snapshot: Snapshot, clock: ClockFacts, now: Date): DeadlineView {
  const { ticket, assignments } = snapshot
  const policy = region.policies.get(ticket.policyId)!
  const chosen = limitsFor(policy, policyFacts(region, ticket))
  const unitId = unitOf(clock, assignments)
  const calendar = region.calendar(ticket.policyId, clock.aroundTheClock, unitId)
  const limit = { amount: Number(clock.amount), unit: clock.unit }
  const suspensions = clock.stoppedAt ? restsBefore(snapshot, clock.stoppedAt) : snapshot.suspensions
  const counted = dueAt(calendar, clock.startedAt, limit, suspensions)
  return {
    kind: clock.kind,
    label: CLOCK_KINDS[clock.kind],
    assignmentId: clock.assignmentId,
    unitName: unitId === null ? null : (region.units.get(unitId)?.name ?? ''),
    round: clock.round,
    policy: {
      label: policy.label,
      version: policy.version,
      rule: chosen.ruleLabels[clock.kind],
      source: policy.source ?? null,
    },
    startsWith: anew(snapshot, clock) ? '自会商结论起算' : STARTS[clock.kind],
    startedAt: clock.startedAt.toISOString(),
    limit: limitWords(limit),
    extendedBy: extendedBy(region, snapshot, clock),
    hours: kindOf(clock.unit) === 'clock' ? '不分昼夜和节假日，连续计时' : hoursWords(calendar.hours),
    lines: whyLines(calendar, clock.startedAt, limit, suspensions).map(({ from, to, ...line }) => ({
      ...line,
      from: from.toISOString(),
      to: to?.toISOString() ?? null,
    })),
    dueAt: clock.dueAt.toISOString(),
    halfAt: clock.halfAt.toISOString(),
    yellowAt: clock.yellowAt.toISOString(),
    stoppedAt: clock.stoppedAt?.toISOString() ?? null,
    suspended: clock.suspended,
    provisional: clock.provisional,
    asCounted: clock.suspended || counted.due?.getTime() === clock.dueAt.getTime(),
    lamp: lampOfClock(clock, now),
  }
}

/** The first one begins with the dispatch, unless a meeting gave it another beginning. */
const anew = ({ ticket }: Snapshot, { kind, round, startedAt }: ClockFacts) =>
  kind === 'reply' && round === 1 && ticket.ruled && ticket.dispatchedAt !== null && startedAt > ticket.dispatchedAt

/** A clock that has stopped is not moved by what happened afterwards. */
const restsBefore = ({ suspensions }: Snapshot, stoppedAt: Date) => suspensions.filter(({ from }) => from < stoppedAt)

function extendedBy(region: RegionRules, { ticket, requests }: Snapshot, clock: ClockFacts): string | null {
  if (clock.kind !== 'reply' && clock.kind !== 'redo') return null
  const granted = requests.some(({ kind, state }) => kind === 'extend' && state === 'approved')
  const given = limitOf(region, ticket.policyId, policyFacts(region, ticket), clock.kind)?.limit
  const more = given && given.unit === clock.unit ? Number(clock.amount) - given.amount : 0
  return granted && more > 0 ? limitWords({ amount: more, unit: clock.unit }) : null
}
