import { parseNumber, shownNumber, ticketNumber } from './numbers'

test('a number is the local day and six digits, and survives being read out and typed back', () => {
  const number = ticketNumber(12_345_678n, '2026-07-20')
  expect(number).toBe('260720345678')
  expect(shownNumber(number)).toBe('260720-345678')
  expect(shownNumber(number, 2)).toBe('260720-345678-02')
  expect(parseNumber('２６０７２０ 345678－02'.replace('－', '-'))).toBe(number)
  expect(parseNumber('12345')).toBeNull()
})
