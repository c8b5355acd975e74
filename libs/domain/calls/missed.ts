import type { MissedCallState } from './words'

/** 未接来电: how often, and how long apart, one tries to ring back. */
export const MOST_TRIES = 3
const AGAIN_AFTER_MS = 30 * 60_000

/** Somebody who took one and went away does not keep it from the others longer than this. */
export const KEPT_MS = 30 * 60_000

export interface TriedReturn {
  state: MissedCallState
  tries: number
  dueAt: Date
}

/** A try that reached nobody puts it back behind the others; the third one closes it. */
export function afterTry(before: { tries: number; dueAt: Date }, reached: boolean, now: Date): TriedReturn {
  const tries = before.tries + 1
  if (reached) return { state: 'reached', tries, dueAt: before.dueAt }
  if (tries >= MOST_TRIES) return { state: 'unreached', tries, dueAt: before.dueAt }
  return { state: 'waiting', tries, dueAt: new Date(now.getTime() + AGAIN_AFTER_MS) }
}
