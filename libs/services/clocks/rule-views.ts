import type { Actor } from '#domain/access'
import { can } from '#domain/access'
import type { HolidayYear } from '#domain/clock/holidays'
import type { ClockPolicy } from '#domain/clock/policy'
import { hoursWords } from '#domain/clock/why'
import type { MoveView, RuleChangeView, YearView } from '#domain/clock-views'
import { shownNumber } from '#domain/numbers'
import type { RuleContent, RuleContents } from '#domain/rules/change'
import { MOVE_REASONS, type RuleChangeKind } from '#domain/rules/words'
import { CLOCK_KINDS } from '#domain/words'
import type { RegionRules } from '#domain/workflow/region'
import type { MoveRow } from '#data/recalculation'
import type { RuleChangeRow } from '#data/rule-changes'

/** Rules and their changes as the pages show them. */

export function changeView(actor: Actor, region: RegionRules, row: RuleChangeRow): RuleChangeView {
  const { proposedBy, proposer, decider, looked, finishedAt, proposedAt, decidedAt, inForceAt, ...same } = row
  return {
    ...same,
    about: aboutWords(row.kind, row.content, region),
    proposedBy: proposer,
    proposedAt: proposedAt.toISOString(),
    decidedBy: decider,
    decidedAt: decidedAt?.toISOString() ?? null,
    inForceAt: inForceAt?.toISOString() ?? null,
    looked: looked ?? 0,
    finishedAt: finishedAt?.toISOString() ?? null,
    mayDecide: row.state === 'proposed' && proposedBy !== actor.personId && can(actor.roles, 'rule.approve'),
  }
}

export function aboutWords(kind: RuleChangeKind, content: RuleContent, region: RegionRules): string {
  if (kind === 'policy') return (content as ClockPolicy).label
  if (kind === 'calendar') return `${(content as HolidayYear).year} 年节假日`
  const { unitId, officeHours } = content as RuleContents['hours']
  return `${region.units.get(unitId)?.name ?? ''}：${officeHours ? hoursWords(officeHours) : '按时限方案的上班时间'}`
}

export function yearView(year: HolidayYear): YearView {
  const days = year.off.reduce((sum, { from, to }) => sum + (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1, 0)
  return {
    year: year.year,
    provisional: year.notices.length === 0,
    source: year.notices.join(' '),
    days,
    content: year,
  }
}

export function moveView({ number, redoCount, kind, from, to, why, ...row }: MoveRow): MoveView {
  return {
    ...row,
    shownNumber: shownNumber(number, redoCount),
    limit: CLOCK_KINDS[kind],
    from: from.toISOString(),
    to: to.toISOString(),
    why: MOVE_REASONS[why],
  }
}
