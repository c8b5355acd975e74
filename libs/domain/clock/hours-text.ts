import type { OfficeHours } from './calendar'

/** Office hours as one types them: `08:30-12:00 14:30-17:30`; null when a part of it is none. */
export function intervalsFrom(text: string): OfficeHours['intervals'] | null {
  const parts = text.split(/[、,，;\s]+/).filter(Boolean)
  const spans = parts.map((part) => /^(\d{1,2}):(\d\d)[-–—~至](\d{1,2}):(\d\d)$/.exec(part.replaceAll('：', ':')))
  if (!spans.length || spans.some((span) => span === null)) return null
  return spans.map((span) => {
    const [fromHour, from, toHour, to] = span!.slice(1).map(Number) as [number, number, number, number]
    return [fromHour * 60 + from, toHour * 60 + to] as const
  })
}

export const intervalsText = ({ intervals }: Pick<OfficeHours, 'intervals'>) =>
  intervals.map(([from, to]) => `${clock(from)}-${clock(to)}`).join(' ')

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
