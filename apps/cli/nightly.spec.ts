import { nextBackup } from './nightly'

test.each([
  ['2026-11-20T02:59:59+08:00', '2026-11-20T03:00:00+08:00'],
  ['2026-11-20T03:00:00+08:00', '2026-11-21T03:00:00+08:00'],
  ['2026-11-20T23:30:00+08:00', '2026-11-21T03:00:00+08:00'],
  ['2026-12-31T12:00:00+08:00', '2027-01-01T03:00:00+08:00'],
])('after %s the next back-up is at %s', (now, next) => {
  expect(nextBackup(new Date(now))).toEqual(new Date(next))
})
