import { intervalsFrom, intervalsText } from './hours-text'

test.each([
  ['08:30-12:00 14:30-17:30', [[510, 720], [870, 1050]]], // prettier-ignore
  ['8:30–12:00、14：30至17：30', [[510, 720], [870, 1050]]], // prettier-ignore
  ['00:00-24:00', [[0, 1440]]],
  ['', null],
  ['上午', null],
  ['08:30-12:00 下午', null],
])('%s', (text, intervals) => {
  expect(intervalsFrom(text)).toEqual(intervals)
})

test('written back as it was meant', () => {
  expect(intervalsText({ intervals: [[510, 720], [870, 1050]] })).toBe('08:30-12:00 14:30-17:30') // prettier-ignore
})
