/** Which limits a ticket gets: a policy is data of the region, versioned; this file only knows how to read it. */
import {
  CLOCK_KINDS,
  keysOf,
  type AreaKind,
  type ClockKind,
  type RequesterKind,
  type TicketType,
  type Urgency,
} from '../words'
import type { OfficeHours } from './calendar'
import type { Limit } from './limit'

export type { ClockKind } from '../words'

/** What a policy may ask about a ticket. */
export interface PolicyFacts {
  type: TicketType
  urgency: Urgency
  /** Code of the category; a rule names a prefix of it. */
  category?: string
  /** Water, power, gas, heat. */
  lifeLine?: boolean
  requester?: RequesterKind
  area?: AreaKind
  /** Recognised as complex by an approved decision. */
  complex?: boolean
}

/** Every named condition must hold; an empty one always does. */
export interface PolicyConditions {
  type?: readonly TicketType[]
  urgency?: readonly Urgency[]
  category?: readonly string[]
  lifeLine?: boolean
  requester?: readonly RequesterKind[]
  area?: readonly AreaKind[]
  complex?: boolean
}

export type PolicyHours = 'office' | 'aroundTheClock'

export interface PolicyRule {
  when: PolicyConditions
  /** Null is "no deadline"; a kind that is not named is left to less specific rules. */
  limits: Partial<Record<ClockKind, Limit | null>>
  label: string
  /** Where working days and hours of this rule run; the office unless said otherwise. */
  hours?: PolicyHours
}

export interface ClockPolicy {
  code: string
  version: number
  label: string
  /** Where the numbers come from: published, or a design value. */
  source?: string
  officeHours: OfficeHours
  rules: readonly PolicyRule[]
}

export interface ChosenLimits {
  limits: Record<ClockKind, Limit | null>
  /** The rule each limit came from; null where none names the kind, which is "no deadline" too. */
  ruleLabels: Record<ClockKind, string | null>
  hours: Record<ClockKind, PolicyHours>
}

/**
 * For each kind of clock the most specific matching rule that names the kind decides. More specific is, in this order:
 * 1. a rule for urgent tickets only: urgency is a class of its own, so a finer rule for, say, enterprises that forgot
 *    to speak of urgency never slows an urgent ticket down;
 * 2. a rule for life-line tickets, for the same reason;
 * 3. more conditions named;
 * 4. the longer category prefix that matched;
 * 5. the one that stands first in the policy.
 */
export function limitsFor(policy: ClockPolicy, facts: PolicyFacts): ChosenLimits {
  const matching = policy.rules
    .filter((rule) => matches(rule.when, facts))
    .map((rule) => ({ rule, rank: rankOf(rule.when, facts) }))
    .sort((a, b) => compareRanks(b.rank, a.rank))
    .map(({ rule }) => rule)
  const chosen = { limits: {}, ruleLabels: {}, hours: {} } as ChosenLimits
  for (const kind of keysOf(CLOCK_KINDS)) {
    const rule = matching.find(({ limits }) => limits[kind] !== undefined)
    chosen.limits[kind] = rule?.limits[kind] ?? null
    chosen.ruleLabels[kind] = rule?.label ?? null
    chosen.hours[kind] = rule?.hours ?? 'office'
  }
  return chosen
}

function matches(when: PolicyConditions, facts: PolicyFacts): boolean {
  const among = <T>(allowed: readonly T[] | undefined, value: T | undefined) =>
    allowed === undefined || (value !== undefined && allowed.includes(value))
  const equal = (asked: boolean | undefined, value = false) => asked === undefined || asked === value
  return (
    among(when.type, facts.type) &&
    among(when.urgency, facts.urgency) &&
    among(when.requester, facts.requester) &&
    among(when.area, facts.area) &&
    equal(when.lifeLine, facts.lifeLine) &&
    equal(when.complex, facts.complex) &&
    (when.category === undefined || matchedPrefix(when, facts) >= 0)
  )
}

/** Highest first; Array.prototype.sort is stable, so equals keep the order of the policy. */
function rankOf(when: PolicyConditions, facts: PolicyFacts): number[] {
  const urgentOnly = when.urgency !== undefined && !when.urgency.includes('normal')
  const named = Object.values(when).filter((condition) => condition !== undefined).length
  return [Number(urgentOnly), Number(when.lifeLine === true), named, matchedPrefix(when, facts)]
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at])
  return index < 0 ? 0 : a[index]! - b[index]!
}

/** Length of the longest named prefix of the ticket's category, -1 when none is. */
function matchedPrefix(when: PolicyConditions, facts: PolicyFacts): number {
  const lengths = (when.category ?? []).filter((code) => facts.category?.startsWith(code)).map((code) => code.length)
  return Math.max(-1, ...lengths)
}
