import fc from 'fast-check'
import { Fraction } from './fraction'
import { METRICS, type MetricName } from './metrics'
import { rank } from './ranking'
import { PRESETS } from './rule-set'
import { score } from './score'
import { seatsOf } from './snail-seat'
import { addTallies, EMPTY_TALLY, judged, TALLY_KEYS } from './tally'

const round = fc.record({
  role: fc.constantFrom('lead' as const, 'assist' as const),
  contacted: fc.boolean(),
  solved: fc.constantFrom('yes' as const, 'partly' as const, 'no' as const),
  grade: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 5 as const),
})
const tally = fc
  .array(round, { maxLength: 40 })
  .map((rounds) => addTallies(rounds.map((each) => judged(each.role, each))))

test('halves are rounded up, whatever floating point would say', () => {
  expect(Fraction.of('94.05').toFixed(1)).toBe('94.1')
  expect(Fraction.of('1.005').toFixed(2)).toBe('1.01')
  expect(Fraction.of('-0.04').toFixed(1)).toBe('0.0')
  expect(Fraction.ratio(2n, 3n).toFixed(3)).toBe('0.667')
})

test('fractions add and multiply as numbers do', () => {
  const some = fc.tuple(fc.bigInt({ min: -999n, max: 999n }), fc.bigInt({ min: 1n, max: 99n }))
  fc.assert(
    fc.property(some, some, ([a, b], [c, d]) => {
      const [x, y] = [Fraction.ratio(a, b), Fraction.ratio(c, d)]
      const [u, v] = [Number(a) / Number(b), Number(c) / Number(d)]
      expect(Number(x.plus(y).toFixed(9))).toBeCloseTo(u + v, 6)
      expect(Number(x.times(y).toFixed(9))).toBeCloseTo(u * v, 6)
      expect(x.compare(y)).toBe(a * d < c * b ? -1 : a * d > c * b ? 1 : 0)
    }),
  )
})

/** The formulas of the rulebook, written down once more with plain numbers. */
function naive(
  rounds: { role: 'lead' | 'assist'; contacted: boolean; solved: string; grade: number }[],
  assist: number,
) {
  const weight = (each: { role: string }) => (each.role === 'lead' ? 1 : assist)
  const sum = (of: (each: (typeof rounds)[number]) => number) =>
    rounds.reduce((total, each) => total + weight(each) * of(each), 0)
  const valid = sum(() => 1)
  if (!valid) return null
  const response = sum((each) => (each.contacted ? 1 : 0)) / valid
  const resolution = sum((each) => (each.solved === 'yes' ? 1 : each.solved === 'partly' ? 0.5 : 0)) / valid
  const satisfaction = sum((each) => (each.grade >= 4 ? 1 : each.grade === 3 ? 0.9 : 0)) / valid
  return 100 * (0.1 * response + 0.5 * resolution + 0.4 * satisfaction)
}

test('the score is that of the formulas, with shares and part worths', () => {
  const rules = { ...PRESETS.A.rules, partlyWeight: '0.5', assistShare: '0.5' }
  fc.assert(
    fc.property(fc.array(round, { maxLength: 60 }), (rounds) => {
      const ours = score(addTallies(rounds.map((each) => judged(each.role, each))), rules).score
      const theirs = naive(rounds, 0.5)
      if (theirs === null) expect(ours).toBeNull()
      else expect(Number(ours!.toFixed(9))).toBeCloseTo(theirs, 6)
    }),
  )
})

test('everybody is either ranked or listed apart; ranks tie as 1-2-2-4', () => {
  fc.assert(
    fc.property(fc.array(tally, { maxLength: 15 }), (tallies) => {
      const { ranked, small } = rank(
        tallies.map((each, unitId) => ({ unitId, tally: each })),
        PRESETS.B.rules,
      )
      expect([...ranked, ...small].map(({ unitId }) => unitId).toSorted((a, b) => a - b)).toEqual([...tallies.keys()])
      const shown = ranked.map((each) => Number(each.score.toFixed(1)))
      for (const [at, each] of ranked.entries())
        expect(each.rank).toBe(1 + shown.filter((other) => other > shown[at]!).length)
    }),
  )
})

test('of a group the pooled rate sums the counts, the mean takes each unit alike', () => {
  const one = { ...EMPTY_TALLY, ...judged('lead', { contacted: true, solved: 'yes', grade: 5 }) }
  const many = addTallies([...Array(3)].map(() => judged('lead', { contacted: false, solved: 'no', grade: 1 })))
  const { totals } = rank(
    [
      { unitId: 1, tally: one },
      { unitId: 2, tally: many },
    ],
    PRESETS.A.rules,
  )
  expect(totals.pooled.responseRate!.toFixed(2)).toBe('0.25')
  expect(totals.mean.responseRate!.toFixed(2)).toBe('0.50')
})

test('tallies add up in any order, and every metric reads only what is in them', () => {
  fc.assert(
    fc.property(fc.array(tally, { maxLength: 8 }), (all) => {
      expect(addTallies(all)).toEqual(addTallies(all.toReversed()))
      for (const name of Object.keys(METRICS) as MetricName[]) METRICS[name].ratio(addTallies(all), PRESETS.A.rules)
    }),
  )
  expect(new Set(TALLY_KEYS).size).toBe(TALLY_KEYS.length)
})

/** Month by month, looking back at every month anew. */
function seatedNaively(months: { ranks: ReadonlyMap<number, number> }[], unitId: number): boolean {
  let seated = false
  let run = 0
  for (const { ranks } of months) {
    const own = ranks.get(unitId)
    if (own === undefined || ranks.size < 5) continue
    const worse = [...ranks.values()].filter((rank) => rank > own).length
    const last = own > 1 && worse < 2
    run = last ? run + 1 : 0
    seated = last && (seated || run >= 3)
  }
  return seated
}

test('who sits on the 蜗牛席 is who a look back over the months finds there', () => {
  const month = fc.array(fc.option(fc.integer({ min: 0, max: 4 })), { minLength: 7, maxLength: 7 }).map((scores) => {
    const known = scores.flatMap((value, unitId) => (value === null ? [] : [{ unitId, value }]))
    return new Map(known.map(({ unitId, value }) => [unitId, 1 + known.filter((each) => each.value > value).length]))
  })
  fc.assert(
    fc.property(fc.array(month, { maxLength: 12 }), (all) => {
      const months = all.map((ranks, at) => ({ month: String(at), ranks }))
      const seats = seatsOf(months, 5)
      for (let unitId = 0; unitId < 7; unitId++)
        expect(seats.some((each) => each.unitId === unitId && !each.until)).toBe(seatedNaively(months, unitId))
    }),
  )
})
