import fc from 'fast-check'
import { AREA_KINDS, CLOCK_KINDS, keysOf, REQUESTER_KINDS, TICKET_TYPES, URGENCIES, type ClockKind } from '../words'
import type { Limit } from './limit'
import { limitsFor, type ClockPolicy, type PolicyConditions, type PolicyFacts, type PolicyRule } from './policy'

const days = (amount: number): Limit => ({ amount, unit: 'workingDay' })
const rule = (label: string, when: PolicyConditions, reply: Limit | null, hours?: 'aroundTheClock'): PolicyRule => ({
  label,
  when,
  limits: { reply },
  hours,
})
const policy = (...rules: PolicyRule[]): ClockPolicy => ({
  code: 'test',
  version: 1,
  label: '测试',
  officeHours: { intervals: [[510, 1050]], weekdays: [1, 2, 3, 4, 5] },
  rules,
})
const winner = (rules: PolicyRule[], facts: Partial<PolicyFacts>) =>
  limitsFor(policy(...rules), { type: 'complaint', urgency: 'normal', ...facts }).ruleLabels.reply

describe('the most specific rule that names the kind wins', () => {
  const any = rule('any', {}, days(9))
  const type = rule('type', { type: ['complaint'] }, days(7))
  const road = rule('road', { category: ['01'] }, days(6))
  const pothole = rule('pothole', { category: ['02', '0101'] }, days(5))
  const firm = rule('firm', { type: ['complaint'], requester: ['enterprise'] }, days(3))
  const urgent = rule('urgent', { urgency: ['urgent'] }, days(1))

  test.each<[string, PolicyRule[], Partial<PolicyFacts>, string | null]>([
    ['more conditions before fewer', [any, type, firm], { requester: 'enterprise' }, 'firm'],
    ['a rule that does not match is out', [any, type, firm], { requester: 'citizen' }, 'type'],
    ['the longer category prefix', [road, pothole], { category: '010102' }, 'pothole'],
    ['the shorter when only that matches', [road, pothole], { category: '0102' }, 'road'],
    ['a fact nobody knows matches no condition', [road, firm], {}, null],
    ['ties by order', [type, rule('twin', { type: ['complaint', 'help'] }, days(2))], {}, 'type'],
    [
      'urgent outweighs any number of conditions',
      [firm, urgent],
      { requester: 'enterprise', urgency: 'urgent' },
      'urgent',
    ],
    [
      'life-line likewise',
      [firm, rule('life', { lifeLine: true }, null)],
      { requester: 'enterprise', lifeLine: true },
      'life',
    ],
    [
      'urgent before life-line',
      [rule('life', { lifeLine: true }, null), urgent],
      { lifeLine: true, urgency: 'urgent' },
      'urgent',
    ],
    ['not a life-line is an ordinary condition', [type, rule('other', { lifeLine: false }, null)], {}, 'type'],
  ])('%s', (_, rules, facts, label) => {
    expect(winner(rules, facts)).toBe(label)
  })

  test('kind by kind: what the special rule does not name comes from the general one', () => {
    const general: PolicyRule = { label: 'general', when: {}, limits: { sign: days(1), reply: days(5) } }
    const chosen = limitsFor(policy(general, type), { type: 'complaint', urgency: 'normal' })
    expect([chosen.limits.sign, chosen.limits.reply, chosen.limits.redo]).toEqual([days(1), days(7), null])
    expect([chosen.ruleLabels.sign, chosen.ruleLabels.reply, chosen.ruleLabels.redo]).toEqual(['general', 'type', null])
  })

  test('"no deadline" in a special rule stands against a number in a general one', () => {
    const chosen = limitsFor(policy(any, rule('none', { type: ['complaint'] }, null)), {
      type: 'complaint',
      urgency: 'normal',
    })
    expect([chosen.limits.reply, chosen.ruleLabels.reply]).toEqual([null, 'none'])
  })

  test('the rule says whose hours its working time runs in', () => {
    const utility = rule('utility', { lifeLine: true }, days(1), 'aroundTheClock')
    const facts: PolicyFacts = { type: 'help', urgency: 'normal', lifeLine: true }
    expect(limitsFor(policy(any, utility), facts).hours.reply).toBe('aroundTheClock')
    expect(limitsFor(policy(any, utility), { ...facts, lifeLine: false }).hours.reply).toBe('office')
  })
})

const codes = ['01', '0101', '010102', '02', '0203']
const when = fc.record<PolicyConditions>(
  {
    type: fc.subarray(keysOf(TICKET_TYPES), { minLength: 1 }),
    urgency: fc.subarray(keysOf(URGENCIES), { minLength: 1 }),
    category: fc.subarray(codes, { minLength: 1 }),
    lifeLine: fc.boolean(),
    requester: fc.subarray(keysOf(REQUESTER_KINDS), { minLength: 1 }),
    area: fc.subarray(keysOf(AREA_KINDS), { minLength: 1 }),
    complex: fc.boolean(),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<PolicyConditions>
const limits = fc.dictionary(
  fc.constantFrom(...keysOf(CLOCK_KINDS)),
  fc.option(fc.integer({ min: 1, max: 99 }).map(days)),
) as fc.Arbitrary<PolicyRule['limits']>
const facts: fc.Arbitrary<PolicyFacts> = fc.record(
  {
    type: fc.constantFrom(...keysOf(TICKET_TYPES)),
    urgency: fc.constantFrom(...keysOf(URGENCIES)),
    category: fc.constantFrom(...codes, '020301', '03'),
    lifeLine: fc.boolean(),
    requester: fc.constantFrom(...keysOf(REQUESTER_KINDS)),
    area: fc.constantFrom(...keysOf(AREA_KINDS)),
    complex: fc.boolean(),
  },
  { requiredKeys: ['type', 'urgency'] },
)

test('the choice is that of an oracle that plays every rule against every other', () => {
  const rules = fc.array(fc.record({ when, limits }), { maxLength: 10 })
  fc.assert(
    fc.property(rules, facts, (rows, facts) => {
      const numbered = rows.map((row, index) => ({ ...row, label: `${index}` }))
      const chosen = limitsFor(policy(...numbered), facts)
      for (const kind of keysOf(CLOCK_KINDS)) {
        const best = oracle(numbered, facts, kind)
        expect(chosen.ruleLabels[kind]).toBe(best?.label ?? null)
        expect(chosen.limits[kind]).toEqual(best?.limits[kind] ?? null)
      }
    }),
    { numRuns: 500 },
  )
})

/** One number per rule, digits of falling weight; the highest, and of equals the first. */
function oracle(rules: PolicyRule[], facts: PolicyFacts, kind: ClockKind): PolicyRule | undefined {
  let best: { rule: PolicyRule; points: number } | undefined
  for (const rule of rules) {
    if (!(kind in rule.limits)) continue
    const points = pointsOf(rule.when, facts)
    if (points !== null && (!best || points > best.points)) best = { rule, points }
  }
  return best?.rule
}

function pointsOf(when: PolicyConditions, facts: PolicyFacts): number | null {
  let points = 0
  const count = (holds: boolean) => {
    points += 100
    return holds
  }
  if (when.type && !count(when.type.includes(facts.type))) return null
  if (when.urgency && !count(when.urgency.includes(facts.urgency))) return null
  if (when.requester && !count(facts.requester ? when.requester.includes(facts.requester) : false)) return null
  if (when.area && !count(facts.area ? when.area.includes(facts.area) : false)) return null
  if (when.lifeLine !== undefined && !count(when.lifeLine === Boolean(facts.lifeLine))) return null
  if (when.complex !== undefined && !count(when.complex === Boolean(facts.complex))) return null
  if (when.category) {
    const fitting = when.category.filter((code) => (facts.category ?? '').slice(0, code.length) === code)
    if (!count(fitting.length > 0)) return null
    points += Math.max(...fitting.map((code) => code.length))
  }
  if (when.lifeLine) points += 10_000
  if (when.urgency?.join() === 'urgent') points += 100_000
  return points
}
