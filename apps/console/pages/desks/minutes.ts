import { MINUTES_A_DAY } from '#domain/calls/shifts'

/** The value of a time field. */
export function hoursOf(minute: number): string {
  const rest = minute % MINUTES_A_DAY
  return `${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`
}

/** Two time fields as minutes; an end that is not after its start is the next day's. */
export function minutesOf(from: string, to: string): [number, number] {
  const [start, end] = [minuteOf(from), minuteOf(to)]
  return [start, end <= start ? end + MINUTES_A_DAY : end]
}

function minuteOf(text: string): number {
  const [hours, minutes] = text.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}
