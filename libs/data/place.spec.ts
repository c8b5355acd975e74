import fc from 'fast-check'
import { type Place, START, decodeCursor, encodeCursor, hasSeen, includes, placeAfter, placeOf } from './place'

const XIDS = [...Array(30).keys()]
const place = fc
  .tuple(fc.integer({ min: 0, max: 25 }), fc.uniqueArray(fc.integer({ min: 0, max: 25 })))
  .map(([xmax, running]): Place => ({ xmax, running: running.filter((xid) => xid < xmax).sort((a, b) => a - b) }))
const seenAt = (at: Place) => XIDS.filter((xid) => hasSeen(at, xid))

test('it is read from what the database writes', () => {
  expect(placeOf('10:20:10,14')).toEqual({ xmax: 20, running: [10, 14] })
  expect(placeOf('7:7:')).toEqual({ xmax: 7, running: [] })
  expect(seenAt(placeOf('10:14:10,12'))).toEqual([...XIDS.slice(0, 10), 11, 13])
})

test('one place includes another when and only when it has seen all that the other has', () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      if (a.xmax < b.xmax && includes(a, b)) throw new Error('an earlier place cannot include a later one')
      if (a.xmax >= b.xmax) expect(includes(a, b)).toBe(seenAt(b).every((xid) => hasSeen(a, xid)))
      expect(includes(a, START)).toBe(true)
    }),
  )
  expect(seenAt(placeAfter(4))).toEqual([0, 1, 2, 3, 4])
})

test('cursors survive the journey to a client and back, and rubbish is refused', () => {
  fc.assert(fc.property(place, (at) => expect(decodeCursor(encodeCursor(at))).toEqual(at)))
  fc.assert(
    fc.property(fc.anything(), (rubbish) => {
      const at = decodeCursor(rubbish)
      if (at) expect(at.running.every((xid) => Number.isSafeInteger(xid))).toBe(true)
    }),
  )
  for (const rubbish of ['', '-', 'a-', '1--2', '1-2', 'ZZ', 'é', 'z'.repeat(40), '1'.repeat(5000), null, 12, {}])
    expect(decodeCursor(rubbish)).toBeNull()
})
