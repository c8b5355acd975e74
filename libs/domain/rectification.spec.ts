import fc from 'fast-check'
import { countRectifications, rectificationRate, type Rectified } from './rectification'

const at = (day: number) => new Date(Date.UTC(2026, 0, day))
const row = (state: Rectified['state'], dueAt: number, submittedAt: number | null): Rectified => ({
  state,
  dueAt: at(dueAt),
  submittedAt: submittedAt === null ? null : at(submittedAt),
})

test.each([
  ['done on its last day', row('done', 5, 5), 'inTime'],
  ['done a day later', row('done', 5, 6), 'late'],
  ['not done, and its day has passed', row('open', 5, null), 'overdue'],
  ['sent back after its day', row('open', 5, 4), 'overdue'],
  ['submitted in time, and nobody has looked', row('submitted', 5, 5), 'notYetDue'],
  ['submitted late, and nobody has looked', row('submitted', 5, 6), 'overdue'],
  ['not done, and its day is to come', row('open', 20, null), 'notYetDue'],
] as const)('%s', (_name, one, place) => {
  expect(countRectifications([one], at(10))).toMatchObject({ opened: 1, [place]: 1 })
})

test('what is not yet due speaks neither for nor against, and nothing is no figure', () => {
  expect(rectificationRate(countRectifications([], at(10)))).toBeNull()
  expect(rectificationRate(countRectifications([row('open', 20, null)], at(10)))).toBeNull()
  const some = [row('done', 5, 5), row('done', 5, 4), row('done', 5, 6), row('open', 5, null), row('open', 20, null)]
  expect(rectificationRate(countRectifications(some, at(10)))).toBe(0.5)
})

test('every bad review is counted once, and the rate is a share', () => {
  const any = fc.record({
    state: fc.constantFrom('open' as const, 'submitted' as const, 'done' as const),
    dueAt: fc.date({ noInvalidDate: true }),
    submittedAt: fc.option(fc.date({ noInvalidDate: true })),
  })
  fc.assert(
    fc.property(fc.array(any), fc.date({ noInvalidDate: true }), (rows, now) => {
      const { opened, inTime, late, overdue, notYetDue } = countRectifications(rows, now)
      expect([opened, inTime + late + overdue + notYetDue]).toEqual([rows.length, rows.length])
      const rate = rectificationRate({ opened, inTime, late, overdue, notYetDue })
      if (rate !== null) expect(rate >= 0 && rate <= 1).toBe(true)
    }),
  )
})
