import { useSyncExternalStore } from 'react'

/** The server's time, so that a wrong clock on a desk does not move a deadline. */
let ahead = 0

export function learnTime(at: string) {
  ahead = new Date(at).getTime() - Date.now()
}

export const serverNow = () => Date.now() + ahead

/** The time in steps: a component is drawn again only when the step it asked for is over. */
export function useNow(step: number): number {
  return useSyncExternalStore(everySecond, () => Math.floor(serverNow() / step) * step)
}

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function everySecond(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => listeners.forEach((each) => each()), 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}
