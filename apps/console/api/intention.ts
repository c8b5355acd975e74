import { useRef } from 'react'
import { ApiProblem } from './problem'

/** Works on plain http in an intranet too, where crypto.randomUUID does not exist. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * One key for one thing the person wants done. It stays while nobody knows whether the request arrived,
 * and is new once it succeeded or was refused, because what is sent next is another request.
 */
export function useIntention() {
  const key = useRef(newKey())
  return async <T>(send: (intention: string) => Promise<T>): Promise<T> => {
    try {
      const answer = await send(key.current)
      key.current = newKey()
      return answer
    } catch (error) {
      if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) key.current = newKey()
      throw error
    }
  }
}
