import { useSyncExternalStore } from 'react'

/**
 * A session that ends in the middle of work: requests wait here, a sign-in is shown over the page,
 * and the same requests go out again afterwards. Nothing on the page is taken away.
 */
let waiting: { promise: Promise<void>; resume: () => void } | null = null
const listeners = new Set<() => void>()

export function signInAgain(): Promise<void> {
  if (!waiting) {
    let resume = () => {}
    const promise = new Promise<void>((resolve) => (resume = resolve))
    waiting = { promise, resume }
    announce()
  }
  return waiting.promise
}

export function signedInAgain() {
  waiting?.resume()
  waiting = null
  announce()
}

export function useSignInNeeded(): boolean {
  return useSyncExternalStore(listen, () => waiting !== null)
}

/** Tells when the person is back, for those who stopped trying meanwhile. */
export function onSignedInAgain(then: () => void) {
  return listen(() => waiting === null && then())
}

function listen(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function announce() {
  for (const listener of listeners) listener()
}
