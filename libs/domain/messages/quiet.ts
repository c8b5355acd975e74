import type { MessageKind } from './kinds'

/** When messages may leave. A city's own numbers stand in its settings. */
export interface MessageSettings {
  /** 'HH:MM', local: between these nobody is woken by a message. */
  quietFrom?: string
  quietTo?: string
  /** Kinds that go out in the quiet hours as well. */
  quietExempt?: MessageKind[]
  /** To one number on one day. */
  perDay?: number
  /** What could not be sent for so long is not sent any more. */
  expireHours?: number
}

const OFFSET = 8 * 3_600_000
const DAY = 86_400_000
const HOUR = 3_600_000

/** The first moment from `at` on that is not in the quiet hours. */
export function afterQuiet(at: Date, { quietFrom = '21:00', quietTo = '08:00' }: MessageSettings = {}): Date {
  const [from, to] = [minutesOf(quietFrom), minutesOf(quietTo)]
  const local = at.getTime() + OFFSET
  const minute = Math.floor((local % DAY) / 60_000)
  const quiet = from <= to ? minute >= from && minute < to : minute >= from || minute < to
  if (!quiet) return at
  const midnight = local - (local % DAY)
  const ends = midnight + to * 60_000
  return new Date((minute < to ? ends : ends + DAY) - OFFSET)
}

/** The morning after, when a number has had enough for the day. */
export function nextMorning(at: Date, settings: MessageSettings = {}): Date {
  const midnight = localMidnight(at).getTime() + DAY
  return afterQuiet(new Date(midnight), { ...settings, quietFrom: '00:00' })
}

export function localMidnight(at: Date): Date {
  const local = at.getTime() + OFFSET
  return new Date(local - (local % DAY) - OFFSET)
}

export const perDay = ({ perDay: most = 10 }: MessageSettings = {}) => most

export const expiresAt = (at: Date, { expireHours = 72 }: MessageSettings = {}) =>
  new Date(at.getTime() + expireHours * HOUR)

function minutesOf(time: string): number {
  const [hour, minute] = time.split(':').map(Number)
  return hour! * 60 + minute!
}
