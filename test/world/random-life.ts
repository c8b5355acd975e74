import fc from 'fast-check'
import { type Actor, ROLES, SYSTEM } from '#domain/access'
import { Refusal } from '#domain/refusals'
import { INTAKE_OUTCOMES, keysOf, TICKET_TYPES } from '#domain/words'
import { ASSIGNMENT_ACTIONS, TICKET_ACTIONS } from '#domain/workflow/actions'
import type { Change } from '#domain/workflow/change'
import type { Snapshot } from '#domain/workflow/snapshot'
import { offers, type Step, step } from '#domain/workflow/step'
import { CITY, counter, MORNING, someone, takenIn, UNITS } from './city'
import { ASSIGNMENT_SAMPLES, TICKET_SAMPLES, unhappy } from './samples'

/** Lives of tickets in which anybody does anything that is possible, in any order. */

const EVERYONE: Actor[] = [
  { ...someone(keysOf(ROLES).filter((role) => role !== 'handler' && role !== 'unitLead')), personId: 900 },
  someone(['handler', 'unitLead'], UNITS.bureau),
  someone(['handler', 'unitLead'], UNITS.town),
  someone(['handler', 'unitLead'], UNITS.water),
  someone(['handler', 'unitLead'], UNITS.roads),
  // Nobody decides what they asked for themselves.
  ...[UNITS.bureau, UNITS.town, UNITS.water, UNITS.roads].map((unit) => ({
    ...someone('unitLead', unit),
    personId: 900 + unit.id,
  })),
]

/** One thing somebody does: which of what is possible, how content the requester is, how much later. */
export const deed = fc.record({ pick: fc.nat(1000), content: fc.boolean(), minutes: fc.integer({ min: 0, max: 3000 }) })
export const demand = fc.record({
  type: fc.constantFrom(...keysOf(TICKET_TYPES)),
  confidential: fc.boolean(),
  accusedUnitId: fc.constantFrom(undefined, UNITS.water.id),
  outcome: fc.constantFrom(...keysOf(INTAKE_OUTCOMES)),
  channel: fc.constant('hotline12315' as const),
  channelRef: fc.constant('12315-1'),
  answer: fc.constant('已解释。'),
  threeWay: fc.constant({ unitId: UNITS.water.id as number, result: '当晚抢修。' }).map((each) => [each]),
  handOver: fc.constant({ to: 'fire119' as const, told: '已转接。' }),
  decline: fc.constant({ reason: 'legalChannel' as const, told: '请向法院起诉。' }),
})

export type Possible = { actor: Actor; wanted: Step }

/** Everything somebody may do now, and what the system may. Nobody splits it: its parts would live elsewhere. */
export function possible(before: Snapshot, content: boolean, now: Date): Possible[] {
  const people = EVERYONE.flatMap((actor) =>
    offers(before, { actor, now, region: CITY })
      .filter(({ action }) => action !== 'split')
      .map(({ action, assignmentId }) => ({ actor, wanted: wantedOf(action, assignmentId) })),
  )
  const system = [
    ...named(TICKET_ACTIONS).map((action) => wantedOf(action)),
    ...before.assignments.flatMap(({ id }) => named(ASSIGNMENT_ACTIONS).map((action) => wantedOf(action, id))),
  ].map((wanted) => ({ actor: SYSTEM, wanted }))
  return [...people, ...system]

  function wantedOf(action: string, assignmentId?: string): Step {
    if (assignmentId)
      return {
        on: 'assignment',
        action: action as 'sign',
        assignmentId,
        input: ASSIGNMENT_SAMPLES[action as 'answerSupervision'](before),
      }
    if (action === 'callback' && !content) return { on: 'ticket', action, input: unhappy(before) }
    return { on: 'ticket', action: action as 'callback', input: TICKET_SAMPLES[action as 'callback'](before) }
  }
}
const named = (rows: Record<string, { by: string }>) => Object.keys(rows).filter((name) => rows[name]!.by === 'system')

export function tried(
  { actor, wanted }: Possible,
  before: Snapshot,
  now: Date,
  newAssignmentId: () => string,
): Change | null {
  try {
    return step(before, wanted, {
      actor,
      now,
      region: CITY,
      newAssignmentId,
      newFactId: newAssignmentId,
      newTicketId: newAssignmentId,
    })
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

type Demanded = Parameters<typeof takenIn>[0]
interface Deed {
  pick: number
  content: boolean
  minutes: number
}

/** Every change of one life, from the intake on. */
export function lived(taken: Demanded, deeds: readonly Deed[]): Change[] {
  const changes = [takenIn(taken)]
  const ids = counter()
  let at = MORNING.getTime()
  for (const { pick, content, minutes } of deeds) {
    const now = changes.at(-1)!.after
    const choices = possible(now, content, new Date(at + minutes * 60_000))
    if (!choices.length) break
    at += minutes * 60_000
    const change = tried(choices[pick % choices.length]!, now, new Date(at), ids)
    if (change) changes.push(change)
  }
  return changes
}
