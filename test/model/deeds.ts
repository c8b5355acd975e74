import type { Actor } from '#domain/access'
import type { ActionOffer } from '#domain/views'
import {
  ASSIGNMENT_ACTIONS,
  type AssignmentActionName,
  TICKET_ACTIONS,
  type TicketActionName,
} from '#domain/workflow/actions'
import type { RegionRules } from '#domain/workflow/region'
import type { Snapshot } from '#domain/workflow/snapshot'
import { offers } from '#domain/workflow/step'
import { keysOf } from '#domain/words'
import { ASSIGNMENT_SAMPLES, TICKET_SAMPLES, unhappy } from '../world/samples'
import type { ModelCity } from './city'
import type { Dice } from './dice'

/** Something somebody tries on a ticket, allowed or not. */
export interface Deed {
  actor: Actor
  action: string
  assignmentId: string | null
  input: object
  version: number
  /** Offered to this person, on the version that is. */
  offered: boolean
}

/** What brings a ticket on, so that lives have an end as well as a beginning. */
const FORWARD = [
  'dispatch',
  'sign',
  'contact',
  'relay',
  'reply',
  'approveReply',
  'accept',
  'callback',
  'closeSupervision',
]

export function someDeed(before: Snapshot, city: ModelCity, region: RegionRules, dice: Dice, others: string[]): Deed {
  return (
    (dice.chance(0.7) && allowed(before, city, region, dice, others)) || anything(before, city, region, dice, others)
  )
}

/** One of what is offered to somebody; rather something that brings it on. */
function allowed(before: Snapshot, city: ModelCity, region: RegionRules, dice: Dice, others: string[]): Deed | null {
  const all = city.actors.flatMap((actor) =>
    offers(before, { actor, now: new Date(), region }).map((offer) => ({ actor, offer })),
  )
  const on = all.filter(({ offer }) => FORWARD.includes(offer.action))
  const from = on.length && dice.chance(0.6) ? on : all
  if (!from.length) return null
  const { actor, offer } = dice.one(from)
  return deed(before, city, dice, others, actor, offer, before.ticket.version, true)
}

/** Any action by anybody, on any version: mostly nothing that may be. */
function anything(before: Snapshot, city: ModelCity, region: RegionRules, dice: Dice, others: string[]): Deed {
  const actor = dice.one(city.actors)
  const onAssignment = before.assignments.length > 0 && dice.chance(0.5)
  const action = dice.one<string>(onAssignment ? keysOf(ASSIGNMENT_ACTIONS) : keysOf(TICKET_ACTIONS))
  const assignmentId = onAssignment ? dice.one(before.assignments).id : undefined
  const version = before.ticket.version + dice.one([0, 0, 0, 0, -1, 1])
  const mine = offers(before, { actor, now: new Date(), region })
  const offered =
    // Somebody who looked a little earlier is not disturbed by what does not concern the act.
    version <= before.ticket.version &&
    mine.some((each) => each.action === action && each.assignmentId === assignmentId)
  const offer = { action, label: '', primary: false, ...(assignmentId && { assignmentId }) }
  return deed(before, city, dice, others, actor, offer, version, offered)
}

function deed(
  before: Snapshot,
  city: ModelCity,
  dice: Dice,
  others: string[],
  actor: Actor,
  { action, assignmentId }: ActionOffer,
  version: number,
  offered: boolean,
): Deed {
  const input = inputOf(before, city, dice, others, action, assignmentId)
  return { actor, action, assignmentId: assignmentId ?? null, input, version, offered }
}

/** The sample of the action, in the units of the real city; sometimes one that no form would let through. */
function inputOf(
  before: Snapshot,
  city: ModelCity,
  dice: Dice,
  others: string[],
  action: string,
  assignmentId: string | undefined,
): object {
  if (dice.chance(0.03)) return dice.one<object>([{}, { note: 1 }, { reason: '' }, { nobody: true }])
  const small = withUnits(before, city.toSample) as Snapshot
  const sample = assignmentId
    ? ASSIGNMENT_SAMPLES[action as AssignmentActionName](small)
    : action === 'callback' && dice.chance(0.4)
      ? unhappy(small)
      : TICKET_SAMPLES[action as TicketActionName](small)
  const text = JSON.stringify(withUnits(sample, city.toReal))
  return JSON.parse(text.replace(/"128"/g, `"${dice.one(others)}"`).replace('"2026-08-01"', '"2099-08-01"')) as object
}

/** Every unit named anywhere in it, under its other number. */
function withUnits(value: unknown, to: (unitId: number) => number): unknown {
  if (value instanceof Date || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((each) => withUnits(each, to))
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      (key === 'unitId' || key === 'accusedUnitId') && typeof each === 'number' ? to(each) : withUnits(each, to),
    ]),
  )
}
