import { beijingTime, parseMoment } from './moments'

test('moments are read as Beijing time unless they say otherwise', () => {
  expect(parseMoment('2026-11-20 09:30:00').toISOString()).toBe('2026-11-20T01:30:00.000Z')
  expect(parseMoment('2026-11-20T01:30:00Z').toISOString()).toBe('2026-11-20T01:30:00.000Z')
  expect(parseMoment('2026-11-20 09:30').toISOString()).toBe('2026-11-20T01:30:00.000Z')
  expect(beijingTime('2026-11-20T01:30:00Z')).toBe('2026-11-20 09:30:00')
  expect(() => parseMoment('昨天')).toThrow('看不懂时间')
})
