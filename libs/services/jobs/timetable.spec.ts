import { isDue, nextRun, TIMETABLE } from './timetable'

const night = { job: 'purgeSessions', at: '03:20' } as const

test('the next run is the coming 03:20 of Beijing, wherever the server stands', () => {
  expect(nextRun(night, new Date('2026-11-20T10:00:00Z'))).toEqual(new Date('2026-11-20T19:20:00Z'))
  expect(nextRun(night, new Date('2026-11-20T19:19:59Z'))).toEqual(new Date('2026-11-20T19:20:00Z'))
  expect(nextRun(night, new Date('2026-11-20T19:20:00Z'))).toEqual(new Date('2026-11-21T19:20:00Z'))
  expect(nextRun(night, new Date('2026-11-20T17:00:00Z'))).toEqual(new Date('2026-11-20T19:20:00Z'))
})

test('every row is due exactly at its next run', () => {
  for (const row of TIMETABLE) {
    const next = nextRun(row, new Date('2026-02-28T12:34:00Z'))
    const minutes = [...Array(1440).keys()].filter((m) => isDue(row, { hour: Math.floor(m / 60), min: m % 60 }))
    expect(minutes).toContain(next.getUTCHours() * 60 + next.getUTCMinutes())
    expect(minutes).toHaveLength(row.at.startsWith('*') ? 24 : 1)
  }
})

test('what comes every hour comes next within the hour', () => {
  const hourly = { job: 'sweepMessages', at: '*:15' } as const
  expect(nextRun(hourly, new Date('2026-11-20T10:00:00Z'))).toEqual(new Date('2026-11-20T10:15:00Z'))
  expect(nextRun(hourly, new Date('2026-11-20T23:15:00Z'))).toEqual(new Date('2026-11-21T00:15:00Z'))
})
