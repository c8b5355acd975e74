import { comparedWith, periodBefore, periodOf } from './period'
import { rateOf } from './metrics'
import { rank } from './ranking'
import { PRESETS } from './rule-set'
import { score } from './score'
import { seatsOf } from './snail-seat'
import { EMPTY_TALLY } from './tally'

const A = PRESETS.A.rules
const VECTOR = {
  ...EMPTY_TALLY,
  'lead.valid': 200,
  'lead.contacted': 198,
  'lead.yes': 188,
  'lead.no': 12,
  'lead.grade5': 100,
  'lead.grade4': 50,
  'lead.grade3': 40,
  'lead.grade1': 10,
}

test('vector 1: the three rates and the score of preset A', () => {
  const percent = (name: Parameters<typeof rateOf>[0]) => Number(rateOf(name, VECTOR, A)!.toFixed(4)) * 100
  expect(percent('responseRate')).toBeCloseTo(99)
  expect(percent('resolutionRate')).toBeCloseTo(94)
  expect(percent('satisfactionRate')).toBeCloseTo(93)
  expect(score(VECTOR, A).score!.toFixed(1)).toBe('94.1')
})

test('vector 1: without a valid callback there is no sample: not 0, not 100, not last', () => {
  expect(score(EMPTY_TALLY, A).score).toBeNull()
  expect(rateOf('responseRate', EMPTY_TALLY, A)).toBeNull()
  const { ranked, small } = rank(
    [
      { unitId: 1, tally: VECTOR },
      { unitId: 2, tally: EMPTY_TALLY },
    ],
    A,
  )
  expect(ranked.map(({ unitId }) => unitId)).toEqual([1])
  expect(small.map(({ unitId }) => unitId)).toEqual([2])
})

test('vector 2: a cycle from the 19th to the 18th', () => {
  expect(periodOf('month', '2025-01-10', 19)).toEqual({ kind: 'month', from: '2024-12-19', to: '2025-01-18' })
  expect(periodOf('month', '2025-10-26', 19)).toMatchObject({ from: '2025-10-19', to: '2025-11-18' })
  expect(periodOf('month', '2025-12-19', 19)).toEqual({ kind: 'month', from: '2025-12-19', to: '2026-01-18' })
})

test('vector 2: the window to compare with ends with its month', () => {
  const march = periodOf('month', '2026-03-31')
  expect(comparedWith(march, '2026-03-30')).toEqual({ kind: 'month', from: '2026-02-01', to: '2026-02-28' })
  expect(comparedWith(march, '2026-03-15')).toMatchObject({ to: '2026-02-15' })
  expect(comparedWith(march, '2026-03-31')).toEqual(periodBefore(march))
})

test('weeks begin on Monday; quarters and years follow the counted month', () => {
  expect(periodOf('week', '2026-11-22')).toMatchObject({ from: '2026-11-16', to: '2026-11-22' })
  expect(periodOf('quarter', '2026-11-20')).toMatchObject({ from: '2026-10-01', to: '2026-12-31' })
  expect(periodOf('year', '2026-12-25', 19)).toMatchObject({ from: '2026-12-19', to: '2027-12-18' })
  expect(periodBefore(periodOf('quarter', '2026-01-01'))).toMatchObject({ from: '2025-10-01', to: '2025-12-31' })
})

const months = (...ranks: (number | null)[]) =>
  ranks.map((rank, at) => ({
    month: `2026-0${at + 1}`,
    ranks: new Map([
      ...[...Array(10)].map((_, unit) => [100 + unit, unit + 1] as const).filter(([, taken]) => taken !== rank),
      ...(rank ? [[1, rank] as const] : []),
    ]),
  }))

test('vector 9: ranks 9 and 10 of 10 in three frozen months are a seat, rank 8 ends it', () => {
  const of = (...ranks: (number | null)[]) => seatsOf(months(...ranks), 5).filter(({ unitId }) => unitId === 1)
  expect(of(9, 10)).toEqual([])
  expect(of(9, 10, 9)).toMatchObject([
    { since: '2026-03', until: null, evidence: [{ rank: 9 }, { rank: 10 }, { rank: 9 }] },
  ])
  expect(of(9, 10, 9, 8)).toMatchObject([{ since: '2026-03', until: '2026-04' }])
  expect(of(9, 10, null, 9)).toMatchObject([{ since: '2026-04', until: null }])
  expect(of(9, 10, 9, null)).toMatchObject([{ since: '2026-03', until: null }])
  expect(of(9, 8, 9, 10)).toEqual([])
})
