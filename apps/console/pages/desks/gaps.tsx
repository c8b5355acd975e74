import { clockWords, weekdayOf } from '#domain/calls/shifts'
import type { GapView } from '#domain/calls/views'

export const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const
export const weekdayWords = (weekday: number) => `周${WEEKDAYS[weekday - 1] ?? ''}`

const SHOWN = 12

/** Hours without anybody, day by day. */
export function Gaps({ gaps }: { gaps: GapView[] }) {
  return (
    <ul className="gap-list">
      {gaps.slice(0, SHOWN).map(({ day, from, to }) => (
        <li key={`${day} ${from}`} className="number">
          {day.slice(5)} {weekdayWords(weekdayOf(day))} {clockWords(from)}–{clockWords(to)}
        </li>
      ))}
      {gaps.length > SHOWN && <li>另有 {gaps.length - SHOWN} 段</li>}
    </ul>
  )
}
