import { localDayOf } from '../local-day'
import type { AppraisalFact, Exclusion } from './fact'
import { includesDay, type Period } from './period'
import type { RuleSet } from './rule-set'
import { addTallies, judged, type Tally } from './tally'

/** Where a unit's ticket stands in a period: in exactly one of these. */
export const STANDINGS = {
  counted: '计入',
  excluded: '剔除',
  invalid: '无有效回访',
  open: '未到期',
} as const
export type Standing =
  | { kind: 'counted'; fact: AppraisalFact }
  | { kind: 'excluded'; fact: AppraisalFact; why: Exclusion }
  | { kind: 'invalid'; fact: AppraisalFact; why: 'unreachable' }
  | { kind: 'open'; fact: AppraisalFact }

type Window = Pick<RuleSet, 'countedBy'> & { period: Period; cutOff: Date }

/**
 * Of the rounds of one unit on one ticket the last that was judged by the cut-off speaks; earlier ones only feed the redo
 * rate. It belongs to the period in which it was judged (or the ticket registered): null when that is another one.
 */
export function standingOf(rounds: readonly AppraisalFact[], window: Window): Standing | null {
  const known = rounds.filter(({ released }) => !released).toSorted((a, b) => a.round - b.round)
  const latest = known.at(-1)
  if (!latest) return null
  const done = known.filter(({ judgement }) => judgement && judgement.at <= window.cutOff)
  const speaking = done.findLast(({ judgement }) => judgement!.kind === 'valid') ?? done.at(-1)
  const moment = window.countedBy === 'creation' ? latest.registeredAt : (speaking?.judgement!.at ?? null)
  if (!speaking) return belongs(moment ?? latest.dispatchedAt, window) ? { kind: 'open', fact: latest } : null
  if (!belongs(moment!, window)) return null
  if (speaking.excluded) return { kind: 'excluded', fact: speaking, why: speaking.excluded }
  if (speaking.judgement!.kind === 'unreachable') return { kind: 'invalid', fact: speaking, why: 'unreachable' }
  return { kind: 'counted', fact: speaking }
}

const belongs = (moment: Date, { period }: Window) => includesDay(period, localDayOf(moment))

/** The judged part of a tally, from what is counted. */
export const tallyOf = (standings: readonly Standing[]): Tally =>
  addTallies(
    standings.flatMap(({ kind, fact }) =>
      kind === 'counted' && fact.judgement?.kind === 'valid' ? [judged(fact.role, fact.judgement)] : [],
    ),
  )
