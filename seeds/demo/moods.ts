import type { Grade, RedoExit, ReplyOutcome, Solved, TicketType } from '#domain/words'
import { Weighted, type Random } from './random'

/** What a unit says it achieved, and what people say it achieved. */

const EXITS = new Weighted<RedoExit>([
  ['judged', 6],
  ['extended', 2.5],
  ['transferred', 1.5],
])
const OUTCOMES = new Weighted<ReplyOutcome>([
  ['explained', 5],
  ['notFeasible', 2],
  ['inPlan', 2],
])

export function outcomeOf(random: Random, type: TicketType, solves: number): ReplyOutcome {
  if (type === 'inquiry' || type === 'suggestion') return random.chance(0.8) ? 'explained' : 'inPlan'
  return random.chance(solves) ? 'solved' : OUTCOMES.pick(random)
}

/** With every round more is done about it. */
export function solvedOf(random: Random, solves: number, round: number): Solved {
  if (random.chance(1 - (1 - solves) * 0.6 ** (round - 1))) return 'yes'
  return random.chance(0.4) ? 'partly' : 'no'
}

export function gradeOf(random: Random, solved: Solved, pleases: number): Grade {
  if (solved === 'no') return random.chance(0.75) ? (random.chance(0.5) ? 1 : 2) : 3
  if (solved === 'partly') return random.chance(0.4) ? 2 : 3
  if (random.chance(pleases)) return random.chance(0.6) ? 5 : 4
  return random.chance(0.85) ? 3 : 2
}

/** People are kinder about manners than about results. */
export const mannerOf = (random: Random, result: Grade) => Math.max(result, random.chance(0.9) ? 4 : 3) as Grade

export function exitOf(random: Random, answeredAtOnce: boolean): RedoExit {
  return !answeredAtOnce && random.chance(0.6) ? 'redo' : EXITS.pick(random)
}
