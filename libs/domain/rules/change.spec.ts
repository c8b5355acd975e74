import fc from 'fast-check'
import { CITY, UNITS } from '../../../test/world/city'
import type { ClockPolicy } from '../clock/policy'
import { contentErrors } from './change'
import { keysOf } from '../words'
import { RULE_CHANGE_KINDS } from './words'

const POLICY = CITY.policies.get(1)!
const HOURS = POLICY.officeHours
const limited = (amount: number): ClockPolicy => ({
  ...POLICY,
  rules: POLICY.rules.map((rule) => ({ ...rule, limits: { ...rule.limits, reply: { amount, unit: 'workingDay' } } })),
})
const YEAR = { year: 2027, notices: [], off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }], work: [] }

test('what can be counted by passes', () => {
  expect(contentErrors('policy', POLICY, CITY)).toEqual([])
  expect(contentErrors('calendar', YEAR, CITY)).toEqual([])
  expect(contentErrors('hours', { unitId: UNITS.bureau.id, officeHours: HOURS }, CITY)).toEqual([])
  expect(contentErrors('hours', { unitId: UNITS.bureau.id, officeHours: null }, CITY)).toEqual([])
})

test.each([
  ['policy', limited(1001), '不能超过 1000'],
  ['policy', { ...POLICY, officeHours: { ...HOURS, weekdays: [] } }, '至少选择一个工作日'],
  ['policy', { ...POLICY, officeHours: { ...HOURS, intervals: [[600, 659]] } }, '不少于 60 分钟'],
  ['policy', { ...POLICY, label: '长'.repeat(61) }, '不超过 60 个字'],
  ['policy', { ...POLICY, label: '长'.repeat(100_001) }, '内容过长'],
  ['calendar', { ...YEAR, year: 1999, off: [] }, '2000 到 2099'],
  ['calendar', { ...YEAR, off: [null] }, '放假 off 和调休 work'],
  ['calendar', { ...YEAR, off: [{ name: '', from: '2027-01-01', to: '2027-01-01' }] }, '名称'],
  ['hours', { unitId: 999, officeHours: null }, '在用的单位'],
  ['hours', { unitId: UNITS.bureau.id, officeHours: { intervals: [[1]], weekdays: [1] } }, '时段'],
] as const)('%s: what is wrong is said', (kind, content, words) => {
  expect(contentErrors(kind, content, CITY).join()).toContain(words)
})

test('whatever comes in is answered, never thrown at', () => {
  const content = fc.oneof(
    fc.object(),
    fc.record({ ...recordOf(POLICY), rules: fc.array(fc.object()), officeHours: fc.object() }),
    fc.record({
      year: fc.anything(),
      notices: fc.anything(),
      off: fc.array(fc.anything()),
      work: fc.array(fc.anything()),
    }),
    fc.record({ unitId: fc.constant(UNITS.bureau.id), officeHours: fc.anything() }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...keysOf(RULE_CHANGE_KINDS)), content, (kind, each) => {
      const sent = JSON.parse(JSON.stringify(each)) as object
      expect(Array.isArray(contentErrors(kind, sent, CITY))).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

function recordOf(policy: ClockPolicy) {
  return { code: fc.constant(policy.code), version: fc.constant(1), label: fc.string() }
}
