import type { CallFacts } from './call'

/**
 * The figures of the telephone, defined here and nowhere else. A row is kept per day, desk and person; person 0 is the
 * desk as a whole. A call counts on the local day it was offered on.
 */

export const COUNTED = [
  'offered',
  'answered',
  'answeredSoon',
  'abandoned',
  'talkSeconds',
  'missed',
  'returned',
] as const
export type Counted = (typeof COUNTED)[number]
export type Counts = Record<Counted, number>

export const NO_COUNTS: Counts = {
  offered: 0,
  answered: 0,
  answeredSoon: 0,
  abandoned: 0,
  talkSeconds: 0,
  missed: 0,
  returned: 0,
}

/** 15 秒接通: the wait from the offer to the answer, at most. */
export const SOON_SECONDS = 15
export const DESK_ITSELF = 0

export interface CountedCall extends Pick<CallFacts, 'state' | 'offeredAt' | 'answeredAt' | 'endedAt' | 'operatorId'> {
  /** At whose console it rang first. */
  rungId: number | null
}

/**
 * What a call adds to whose figures. The desk gets all of it. A person is offered what rang at the own console first and
 * what the person took from others; so a person's answered calls are never more than those offered.
 */
export function countsOf(call: CountedCall): Map<number, Counts> {
  const found = new Map<number, Counts>()
  if (!call.offeredAt) return found
  const answered = call.answeredAt !== null
  const abandoned = call.state === 'abandoned'
  for (const personId of new Set([DESK_ITSELF, call.rungId, call.operatorId])) {
    if (personId === null) continue
    const mine = answered && (personId === DESK_ITSELF || personId === call.operatorId)
    found.set(personId, {
      ...NO_COUNTS,
      offered: 1,
      answered: Number(mine),
      answeredSoon: Number(mine && waitSeconds(call)! <= SOON_SECONDS),
      abandoned: Number(abandoned),
      talkSeconds: mine ? talkSeconds(call) : 0,
    })
  }
  return found
}

/** Clocks of two systems may disagree by a little: a wait is never less than nothing. */
export const waitSeconds = ({ offeredAt, answeredAt }: Pick<CountedCall, 'offeredAt' | 'answeredAt'>) =>
  offeredAt && answeredAt ? secondsBetween(offeredAt, answeredAt) : null

/** Whole seconds from the answer to the end; what is still being talked counts when it is over. */
export const talkSeconds = ({ answeredAt, endedAt }: Pick<CountedCall, 'answeredAt' | 'endedAt'>) =>
  answeredAt && endedAt ? secondsBetween(answeredAt, endedAt) : 0

const secondsBetween = (from: Date, to: Date) => Math.max(0, Math.floor((to.getTime() - from.getTime()) / 1000))

/** What changed between two readings of one call, to be added to the rows; people whose counts stay are left out. */
export function countsMoved(before: Map<number, Counts>, after: Map<number, Counts>): Map<number, Counts> {
  const moved = new Map<number, Counts>()
  for (const personId of [...new Set([...before.keys(), ...after.keys()])].sort((a, b) => a - b)) {
    const difference = minus(after.get(personId) ?? NO_COUNTS, before.get(personId) ?? NO_COUNTS)
    if (COUNTED.some((key) => difference[key] !== 0)) moved.set(personId, difference)
  }
  return moved
}

export const plus = (a: Counts, b: Counts): Counts => combine(a, b, (x, y) => x + y)
const minus = (a: Counts, b: Counts): Counts => combine(a, b, (x, y) => x - y)
const combine = (a: Counts, b: Counts, by: (x: number, y: number) => number) =>
  Object.fromEntries(COUNTED.map((key) => [key, by(a[key], b[key])])) as Counts

export interface CallRates {
  /** 接通率. */
  connectRate: number | null
  /** 15 秒接通率. */
  soonRate: number | null
  meanTalkSeconds: number | null
  /** Offered, and neither answered nor given up yet. */
  ringing: number
}

/** Null where there is nothing to divide by: no calls is no rate, not a bad one. */
export function ratesOf(counts: Counts): CallRates {
  const { offered, answered, answeredSoon, abandoned, talkSeconds: talked } = counts
  return {
    connectRate: offered ? answered / offered : null,
    soonRate: offered ? answeredSoon / offered : null,
    meanTalkSeconds: answered ? talked / answered : null,
    ringing: offered - answered - abandoned,
  }
}
