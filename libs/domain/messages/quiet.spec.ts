import { afterQuiet, nextMorning } from './quiet'

const at = (time: string) => new Date(`2026-11-20T${time}:00+08:00`)

test.each([
  ['20:59', '2026-11-20T20:59'],
  ['21:00', '2026-11-21T08:00'],
  ['23:59', '2026-11-21T08:00'],
  ['00:00', '2026-11-20T08:00'],
  ['07:59', '2026-11-20T08:00'],
  ['08:00', '2026-11-20T08:00'],
])('at %s a message leaves at %s', (from, to) => {
  expect(afterQuiet(at(from))).toEqual(new Date(`${to}:00+08:00`))
})

test('a city may keep other hours, also such as do not cross midnight, or none', () => {
  expect(afterQuiet(at('13:00'), { quietFrom: '12:00', quietTo: '14:30' })).toEqual(at('14:30'))
  expect(afterQuiet(at('15:00'), { quietFrom: '12:00', quietTo: '14:30' })).toEqual(at('15:00'))
  expect(afterQuiet(at('03:00'), { quietFrom: '00:00', quietTo: '00:00' })).toEqual(at('03:00'))
})

test('the morning after is the next day’s, at any hour', () => {
  for (const hour of ['00:10', '09:00', '23:50'])
    expect(nextMorning(at(hour))).toEqual(new Date('2026-11-21T08:00:00+08:00'))
})
