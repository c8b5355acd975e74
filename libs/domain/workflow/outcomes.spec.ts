import fc from 'fast-check'
import { takenIn, UNITS } from '../../../test/world/city'
import { Refusal, type RefusalCode } from '../refusals'
import type { RegisterInput } from '../inputs'
import { daysSince, FALSE_CLOSURE_DAYS, falseClosureSince } from './reopen'

const NOBODY = { kind: 'citizen' as const }
const kinds = (over: Partial<RegisterInput>) => takenIn(over).events.map(({ kind }) => kind)
const refusal = (over: Partial<RegisterInput>): RefusalCode | null => {
  try {
    takenIn(over)
    return null
  } catch (error) {
    return (error as Refusal).code
  }
}

test('a declined call is over at once, needs no phone, and its words are sealed with the event', () => {
  const decline = { reason: 'legalChannel' as const, told: '请向人民法院起诉。' }
  const { after, events, jobs } = takenIn({ outcome: 'decline', decline, requester: NOBODY })
  expect(after.ticket).toMatchObject({ state: 'closed', outcome: 'decline' })
  expect(events.map(({ kind, data, words }) => [kind, data, words]).slice(1)).toEqual([
    ['decline', { reason: 'legalChannel' }, { told: '请向人民法院起诉。' }],
    ['close', { how: 'declined' }, null],
  ])
  expect(after.clocks).toEqual([])
  expect(jobs.map(({ name }) => name)).toContain('archive')
})

test('a complaint that is declined or handed over is not called back', () => {
  const handOver = { to: 'fire119' as const, told: '已转接。' }
  expect(kinds({ outcome: 'handOver', handOver, type: 'complaint' })).toEqual(['register', 'turnOver', 'close'])
})

test('a three-way call is an answer: complaints and reports are called back, praise is not', () => {
  const threeWay = [
    { unitId: UNITS.water.id, result: '今晚八点前恢复供水。' },
    { unitId: UNITS.roads.id, result: '不影响通行。' },
  ]
  const complaint = takenIn({ outcome: 'threeWay', threeWay, type: 'complaint' })
  expect(complaint.after.ticket.state).toBe('callback')
  expect(complaint.events.find(({ kind }) => kind === 'threeWay')).toMatchObject({
    kind: 'threeWay',
    data: { units: [UNITS.water.id, UNITS.roads.id] },
    words: { answer: '水务局：今晚八点前恢复供水。\n交通局：不影响通行。' },
  })
})

test.each<[RefusalCode, Partial<RegisterInput>]>([
  ['declineNeeded', { outcome: 'decline' }],
  ['handOverNeeded', { outcome: 'handOver' }],
  ['threeWayNeeded', { outcome: 'threeWay' }],
  ['threeWayNeeded', { outcome: 'threeWay', threeWay: [] }],
  ['answerNeeded', { outcome: 'answer' }],
  ['unitUnknown', { outcome: 'threeWay', threeWay: [{ unitId: 999, result: '不明' }] }],
  ['unitTwice', { outcome: 'threeWay', threeWay: [1, 2].map(() => ({ unitId: UNITS.water.id, result: '已答复' })) }],
  ['requesterNeeded', { outcome: 'register', requester: NOBODY }],
])('refused as %s', (code, over) => expect(refusal(over)).toBe(code))

test('what was closed since then is at most seven local days ago, and nothing else is', () => {
  const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(moment, fc.integer({ min: 0, max: 12 * 86_400_000 }), (now, ago) => {
      const closed = new Date(now.getTime() - ago)
      expect(closed >= falseClosureSince(now)).toBe(daysSince(closed, now) <= FALSE_CLOSURE_DAYS)
    }),
  )
  const midnight = new Date('2026-07-20T16:00:00Z')
  expect(falseClosureSince(midnight)).toEqual(new Date('2026-07-13T16:00:00Z'))
  expect(falseClosureSince(new Date(midnight.getTime() - 1))).toEqual(new Date('2026-07-12T16:00:00Z'))
})
