import fc from 'fast-check'
import { deed, demand, lived } from '../../../test/world/random-life'
import { localDayOf } from '../local-day'
import type { Change } from '../workflow/change'
import type { Snapshot } from '../workflow/snapshot'
import { newFacts } from './fact'
import { type Basis, figureDeltas } from './figures'
import { addTallies, type Tally } from './tally'

const life = fc
  .tuple(demand, fc.array(deed, { minLength: 5, maxLength: 60 }))
  .map(([taken, deeds]) => lived(taken, deeds))

function summed(changes: readonly Change[], basis: Basis): Map<string, Tally> {
  const found = new Map<string, Tally>()
  for (const { before, after } of changes)
    for (const delta of figureDeltas(before, after))
      if (delta.basis === basis) {
        const key = `${delta.unitId} ${delta.day}`
        found.set(key, addTallies([found.get(key) ?? {}, delta.counts]))
      }
  return found
}

/** Counted once more, from nothing but how the ticket stands in the end. */
function naively({ ticket, assignments, callbacks }: Snapshot) {
  const told = new Map<string, { valid: number; contacted: number; yes: number; closed: number }>()
  const at = (unitId: number, moment: Date) => {
    const key = `${unitId} ${localDayOf(moment)}`
    if (!told.has(key)) told.set(key, { valid: 0, contacted: 0, yes: 0, closed: 0 })
    return told.get(key)!
  }
  for (const { id, unitId, role, parentId, state } of assignments) {
    if (role === 'copy' || parentId) continue
    const answers = callbacks.filter((each) => each.solved && each.contacted.some((own) => own.assignmentId === id))
    const last = answers.at(-1)
    if (last) {
      const entry = at(unitId, last.at)
      entry.valid++
      if (last.contacted.find((own) => own.assignmentId === id)!.contacted) entry.contacted++
      if (last.solved === 'yes') entry.yes++
    }
    if (ticket.closedAt && state === 'accepted') at(unitId, ticket.closedAt).closed++
  }
  return told
}

test('whatever happens to a ticket, what was added up is how it stands in the end', () => {
  fc.assert(
    fc.property(life, (changes) => {
      const found = summed(changes, 'callback')
      const expected = naively(changes.at(-1)!.after)
      for (const key of new Set([...found.keys(), ...expected.keys()])) {
        const tally = addTallies([found.get(key) ?? {}])
        const { valid, contacted, yes, closed } = expected.get(key) ?? { valid: 0, contacted: 0, yes: 0, closed: 0 }
        expect({
          valid: tally['lead.valid'] + tally['assist.valid'],
          contacted: tally['lead.contacted'] + tally['assist.contacted'],
          yes: tally['lead.yes'] + tally['assist.yes'],
          closed: tally.closed,
        }).toEqual({ valid, contacted, yes, closed })
      }
    }),
    { numRuns: 300 },
  )
})

test('no count is ever below nothing, and nothing is on time that had not to be done', () => {
  fc.assert(
    fc.property(life, (changes) => {
      for (const tally of summed(changes, 'callback').values()) {
        expect(Object.values(tally).every((count) => count >= 0)).toBe(true)
        expect(tally.signedOnTime <= tally.mustSign && tally.contactedOnTime <= tally.mustContact).toBe(true)
        expect(tally.repliedOnTime <= tally.mustReply && tally.firstRight <= tally.dispatched).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})

test('by creation and by callback the same is counted, on other days', () => {
  fc.assert(
    fc.property(life, (changes) => {
      const total = (basis: Basis) => addTallies(summed(changes, basis).values())
      expect(total('creation')).toEqual(total('callback'))
      const day = localDayOf(changes[0]!.after.ticket.registeredAt)
      expect([...summed(changes, 'creation').keys()].every((key) => key.endsWith(day))).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('every judged round leaves one fact for each unit that answers for it, and no other', () => {
  fc.assert(
    fc.property(life, (changes) => {
      const facts = changes.flatMap(newFacts)
      const { after } = changes.at(-1)!
      for (const { judgement, round, assignmentId } of facts) {
        const same = after.callbacks.filter((each) => each.round === round)
        if (judgement.kind === 'unreachable') expect(same.every(({ reached }) => !reached)).toBe(true)
        else expect(same.some(({ solved }) => solved === judgement.solved)).toBe(true)
        expect(after.assignments.find(({ id }) => id === assignmentId)!.role).not.toBe('copy')
      }
      const keys = facts.map(({ assignmentId, round }) => `${assignmentId} ${round}`)
      expect(new Set(keys).size).toBe(keys.length)
    }),
    { numRuns: 200 },
  )
})
