import fc from 'fast-check'
import { callOf, type CallFacts, type Told } from './call'
import { countsMoved, countsOf, type Counts, NO_COUNTS, plus, ratesOf } from './figures'
import { afterTry, MOST_TRIES } from './missed'
import { TOLD_KINDS, type ToldKind } from './words'

const NINE = Date.parse('2026-11-20T09:00:00+08:00')
const told = (seq: number, kind: ToldKind, seconds: number, over: Partial<Told> = {}): Told => ({
  seq,
  kind,
  at: new Date(NINE + seconds * 1000),
  desk: null,
  personId: null,
  recording: null,
  parties: [],
  ...over,
})
const usual = [
  told(1, 'offered', 0, { desk: 'enterprise' }),
  told(2, 'answered', 12, { personId: 7 }),
  told(3, 'held', 30),
  told(4, 'resumed', 40),
  told(5, 'conferenced', 60, { parties: ['住建局'] }),
  told(6, 'ended', 100, { recording: 'https://pbx.example/1' }),
]

test('the usual call', () => {
  expect(callOf(usual, null)).toMatchObject({
    state: 'ended',
    desk: 'enterprise',
    operatorId: 7,
    heldCount: 1,
    parties: ['住建局'],
    recording: 'https://pbx.example/1',
  })
  expect(usual.map((_, index) => callOf(usual.slice(0, index + 1), null).state)).toEqual([
    'ringing',
    'talking',
    'held',
    'talking',
    'conferenced',
    'ended',
  ])
})

test('a hang-up whose answer is still on the way is no abandoned call', () => {
  const [offered, answered] = usual as [Told, Told]
  expect(callOf([offered, told(3, 'ended', 90)], null).state).toBe('ringing')
  expect(callOf([offered, told(3, 'ended', 90), answered], null).state).toBe('ended')
  expect(callOf([answered], null).state).toBe('awaited')
})

test('hung up before anybody answered is given up, however it is told', () => {
  for (const kind of ['ended', 'abandoned'] as const)
    expect(callOf([told(1, 'offered', 0), told(2, kind, 20)], null)).toMatchObject({
      state: 'abandoned',
      operatorId: null,
    })
})

test('who claimed it talks; given up all the same, when the telephone system says nobody was connected', () => {
  const claim = { personId: 3, at: new Date(NINE + 5000) }
  expect(callOf([told(1, 'offered', 0)], claim)).toMatchObject({ state: 'talking', operatorId: 3 })
  expect(callOf([told(1, 'offered', 0), told(2, 'answered', 6)], claim)).toMatchObject({ operatorId: 3 })
  expect(callOf([told(1, 'offered', 0), told(2, 'answered', 6, { personId: 9 })], claim).operatorId).toBe(9)
  expect(callOf([told(1, 'offered', 0), told(2, 'abandoned', 6)], claim)).toMatchObject({ state: 'abandoned', operatorId: null }) // prettier-ignore
})

test('a call nobody told the end of ends when it is lost, gaps or not; the end told later counts instead', () => {
  const lost = new Date(NINE + 900_000)
  expect(callOf([told(1, 'offered', 0)], null, lost)).toMatchObject({ state: 'abandoned', endedAt: lost })
  expect(callOf([told(1, 'offered', 0), told(3, 'answered', 9, { personId: 2 })], null, lost).state).toBe('ended')
  expect(callOf([told(1, 'offered', 0), told(2, 'abandoned', 20)], null, lost).endedAt).toEqual(new Date(NINE + 20_000))
})

const events = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...(Object.keys(TOLD_KINDS) as ToldKind[])),
      after: fc.integer({ min: 0, max: 60 }),
      personId: fc.constantFrom(null, 5, 6),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => {
    let at = 0
    return list.map(({ kind, after, personId }, index) => told(index + 1, index === 0 ? 'offered' : kind, (at += after), { personId: kind === 'answered' ? personId : null })) // prettier-ignore
  })

test('order and repetition of the events change nothing', () => {
  fc.assert(
    fc.property(events, fc.infiniteStream(fc.nat()), (list, picks) => {
      const shuffled = [...list, ...list].map((each) => ({ each, key: picks.next().value as number }))
      const mixed = shuffled.sort((a, b) => a.key - b.key).map(({ each }) => each)
      expect(callOf(mixed, null)).toEqual(callOf(list, null))
    }),
  )
})

/** Straight from the words: what the desk and each person got of one finished reading. */
function naive(call: CallFacts, rungId: number | null, who: number): Counts {
  const all = who === 0
  const mine = all || who === rungId || who === call.operatorId
  if (!call.offeredAt || !mine) return NO_COUNTS
  const got = call.answeredAt !== null && (all || who === call.operatorId)
  const wait = got ? Math.floor((call.answeredAt!.getTime() - call.offeredAt.getTime()) / 1000) : 0
  const talked = got && call.endedAt ? Math.floor((call.endedAt.getTime() - call.answeredAt!.getTime()) / 1000) : 0
  return {
    ...NO_COUNTS,
    offered: 1,
    answered: got ? 1 : 0,
    answeredSoon: got && wait <= 15 ? 1 : 0,
    abandoned: call.state === 'abandoned' ? 1 : 0,
    talkSeconds: talked,
  }
}

test('figures moved event by event are the figures counted at the end, and every offered call is accounted for', () => {
  fc.assert(
    fc.property(events, fc.constantFrom(null, 5, 6), (list, rungId) => {
      const rows = new Map<number, Counts>()
      let before = countsOf({ ...callOf([], null), rungId })
      for (const [index] of list.entries()) {
        const after = countsOf({ ...callOf(list.slice(0, index + 1), null), rungId })
        for (const [who, moved] of countsMoved(before, after)) rows.set(who, plus(rows.get(who) ?? NO_COUNTS, moved))
        before = after
      }
      const last = callOf(list, null)
      for (const who of [0, 5, 6]) expect(rows.get(who) ?? NO_COUNTS).toEqual(naive(last, rungId, who))
      const desk = ratesOf(rows.get(0)!)
      expect(desk.ringing).toBe(last.state === 'ringing' ? 1 : 0)
    }),
  )
})

test('rates: nothing offered is no rate; 15 seconds still count, 16 do not', () => {
  expect(ratesOf(NO_COUNTS)).toEqual({ connectRate: null, soonRate: null, meanTalkSeconds: null, ringing: 0 })
  const waited = (seconds: number) =>
    countsOf({
      ...callOf([told(1, 'offered', 0), told(2, 'answered', seconds, { personId: 5 })], null),
      rungId: null,
    }).get(0)!
  expect([15, 16].map((seconds) => waited(seconds).answeredSoon)).toEqual([1, 0])
  const rates = ratesOf({ ...NO_COUNTS, offered: 4, answered: 3, answeredSoon: 1, abandoned: 1, talkSeconds: 90 })
  expect(rates).toEqual({ connectRate: 0.75, soonRate: 0.25, meanTalkSeconds: 30, ringing: 0 })
})

test('three tries that reach nobody close it, one that does closes it at once', () => {
  const now = new Date(NINE)
  const states = [0, 1, 2].map((tries) => afterTry({ tries, dueAt: now }, false, now).state)
  expect(states).toEqual(['waiting', 'waiting', 'unreached'])
  expect(afterTry({ tries: 0, dueAt: now }, false, now).dueAt.getTime()).toBeGreaterThan(NINE)
  expect(afterTry({ tries: MOST_TRIES - 1, dueAt: now }, true, now).state).toBe('reached')
})
