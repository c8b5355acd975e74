import type { ClockPolicy, PolicyFacts } from '#domain/clock/policy'
import { limitsFor } from '#domain/clock/policy'
import { limitWords } from '#domain/clock/limit'
import { validatePolicy } from '#domain/clock/validate-policy'
import { AREA_KINDS, CLOCK_KINDS, keysOf, TICKET_TYPES, type ClockKind } from '#domain/words'
import beijing from './beijing.json'
import ejinHoro from './ejin-horo.json'
import jinan from './jinan.json'
import sichuan from './sichuan.json'

const PRESETS = { 'ejin-horo': ejinHoro, beijing, sichuan, jinan }
const preset = (code: keyof typeof PRESETS) => PRESETS[code] as unknown as ClockPolicy

const SHORT = { minute: 'min', hour: 'h', naturalDay: 'd', workingDay: 'wd', workingHour: 'wh' } as const
const IN_ORDER: ClockKind[] = ['dispatch', 'sign', 'returnWindow', 'contact', 'reply', 'redo', 'callback']

function limit(code: keyof typeof PRESETS, kind: ClockKind, facts: Partial<PolicyFacts>): string {
  const chosen = limitsFor(preset(code), { type: 'help', urgency: 'normal', ...facts }).limits[kind]
  return chosen ? `${chosen.amount} ${SHORT[chosen.unit]}` : 'none'
}
const row = (code: keyof typeof PRESETS, facts: Partial<PolicyFacts>) =>
  IN_ORDER.map((kind) => limit(code, kind, facts)).join(' | ')

test.each(keysOf(PRESETS))('preset %s is valid and carries its own name', (code) => {
  expect(validatePolicy(preset(code))).toEqual([])
  expect(preset(code).code).toBe(code)
})

describe('ejin-horo gives the numbers of the rulebook', () => {
  test.each<[string, Partial<PolicyFacts>, string]>([
    ['urgent', { urgency: 'urgent' }, '15 min | 30 min | 1 h | 2 h | 24 h | 12 h | 4 h'],
    ['life-line', { lifeLine: true }, '30 min | 1 h | 2 h | 2 h | 24 h | 24 h | 1 wd'],
    ['inquiry', { type: 'inquiry' }, '2 wh | 2 wh | 4 wh | 1 wd | 1 wd | 1 wd | 2 wd'],
    ['help', { type: 'help' }, '2 wh | 4 wh | 4 wh | 1 wd | 5 wd | 3 wd | 2 wd'],
    ['suggestion', { type: 'suggestion' }, '2 wh | 4 wh | 4 wh | 1 wd | 5 wd | 3 wd | 2 wd'],
    ['complaint', { type: 'complaint' }, '2 wh | 4 wh | 4 wh | 1 wd | 7 wd | 3 wd | 2 wd'],
    ['report', { type: 'report' }, '2 wh | 4 wh | 4 wh | 1 wd | 7 wd | 3 wd | 2 wd'],
    ['complex complaint', { type: 'complaint', complex: true }, '2 wh | 4 wh | 4 wh | 1 wd | 15 wd | 3 wd | 2 wd'],
    ['complex report', { type: 'report', complex: true }, '2 wh | 4 wh | 4 wh | 1 wd | 15 wd | 3 wd | 2 wd'],
    ['praise', { type: 'praise' }, '1 wd | 1 wd | none | none | none | none | none'],
  ])('%s', (_, facts, expected) => {
    expect(row('ejin-horo', facts)).toBe(expected)
  })

  test('the class outweighs the type: any urgent ticket, then any life-line ticket', () => {
    for (const type of keysOf(TICKET_TYPES)) {
      expect(row('ejin-horo', { type, urgency: 'urgent', lifeLine: true, complex: true })).toBe(
        '15 min | 30 min | 1 h | 2 h | 24 h | 12 h | 4 h',
      )
      if (type !== 'praise') expect(limit('ejin-horo', 'reply', { type, lifeLine: true, complex: true })).toBe('24 h')
    }
  })

  test('thanks to a water works is still praise, without a reply to wait for', () => {
    const facts = { type: 'praise', lifeLine: true, area: 'urban' } as const
    expect([limit('ejin-horo', 'reply', facts), limit('ejin-horo', 'arrive', facts)]).toEqual(['none', 'none'])
  })

  test.each([
    ['urban', '45 min'],
    ['rural', '120 min'],
    ['remote', '180 min'],
  ] as const)('a crew is on site in %s areas in %s, urgent or not, and only for life-lines', (area, expected) => {
    expect(limit('ejin-horo', 'arrive', { lifeLine: true, area })).toBe(expected)
    expect(limit('ejin-horo', 'arrive', { lifeLine: true, area, urgency: 'urgent' })).toBe(expected)
    expect(limit('ejin-horo', 'arrive', { area })).toBe('none')
  })
})

describe('replies of the other presets', () => {
  test.each<[keyof typeof PRESETS, Partial<PolicyFacts>, string]>([
    ['beijing', { urgency: 'urgent' }, '2 h'],
    ['beijing', { lifeLine: true }, '24 h'],
    ['beijing', { type: 'inquiry' }, '7 d'],
    ['beijing', { type: 'help' }, '7 d'],
    ['beijing', { type: 'suggestion' }, '7 d'],
    ['beijing', { type: 'complaint' }, '7 d'],
    ['beijing', { type: 'report' }, '7 d'],
    ['beijing', { type: 'help', complex: true }, '15 d'],
    ['beijing', { type: 'complaint', complex: true }, '15 d'],
    ['beijing', { type: 'praise' }, 'none'],
    ['sichuan', { type: 'inquiry' }, '3 wd'],
    ['sichuan', { type: 'help' }, '7 wd'],
    ['sichuan', { type: 'suggestion' }, '7 wd'],
    ['sichuan', { type: 'complaint' }, '15 wd'],
    ['sichuan', { type: 'report' }, '15 wd'],
    ['sichuan', { type: 'praise' }, 'none'],
  ])('%s %j', (code, facts, expected) => {
    expect(limit(code, 'reply', facts)).toBe(expected)
  })

  test('jinan: five working days for everyone', () => {
    for (const type of keysOf(TICKET_TYPES))
      for (const urgency of ['normal', 'urgent'] as const)
        for (const lifeLine of [false, true])
          expect(limit('jinan', 'reply', { type, urgency, lifeLine, complex: true })).toBe('5 wd')
  })
})

test.each(['beijing', 'sichuan', 'jinan'] as const)(
  '%s: where the city published nothing, the default holds',
  (code) => {
    const all: Partial<PolicyFacts>[] = keysOf(TICKET_TYPES)
      .filter((type) => type !== 'praise')
      .flatMap((type) =>
        keysOf(AREA_KINDS).flatMap((area) => [true, false].map((lifeLine) => ({ type, area, lifeLine }))),
      )
    for (const facts of all)
      for (const kind of keysOf(CLOCK_KINDS).filter((kind) => kind !== 'reply'))
        expect([kind, limit(code, kind, facts)]).toEqual([kind, limit('ejin-horo', kind, facts)])
  },
)

test('limits are said in the words of the interface', () => {
  const { limits } = limitsFor(preset('ejin-horo'), { type: 'complaint', urgency: 'normal' })
  expect(limitWords(limits.reply)).toBe('7个工作日')
  expect(limitWords(limits.sign)).toBe('4个工作小时')
  expect(limitWords(limits.arrive)).toBe('不设时限')
})
