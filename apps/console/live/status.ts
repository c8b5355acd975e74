import { useSyncExternalStore } from 'react'

/** How live the page is. `asOf` is how far the server had read when it was last heard, by this computer's own clock. */
export interface LiveStatus {
  phase: 'connecting' | 'live' | 'reconnecting'
  asOf: number | null
}

let status: LiveStatus = { phase: 'connecting', asOf: null }
const listeners = new Set<() => void>()

export function setStatus(change: Partial<LiveStatus>) {
  status = { ...status, ...change }
  for (const listener of listeners) listener()
}

export const useLiveStatus = () => useSyncExternalStore(listen, () => status)

/** Two missed beats and a little: what is on the screen can no longer be called live. */
export const STALE_AFTER = 15_000

function listen(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
