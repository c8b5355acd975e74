import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../api/http'

export interface Draft<T> {
  state: 'none' | 'saving' | 'saved' | 'failed'
  savedAt: number | null
  save(values: T): void
  discard(): void
}

const EVERY = 3000

/**
 * Keeps what is being written on the server, per person and thing; `restore` gets what was there when the form opens.
 * What was typed a moment before the form or the page is left is sent on the way out.
 */
export function useDraft<T>(key: string | undefined, restore: (values: T) => void): Draft<T> {
  const [at, setAt] = useState<Pick<Draft<T>, 'state' | 'savedAt'>>({ state: 'none', savedAt: null })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const unsaved = useRef<T>(undefined)
  const touched = useRef(false)
  const going = useRef<Promise<unknown>>(Promise.resolve())

  const send = useCallback(() => {
    clearTimeout(timer.current)
    if (!key || unsaved.current === undefined) return
    const body = { body: JSON.stringify(unsaved.current) }
    unsaved.current = undefined
    setAt((before) => ({ ...before, state: 'saving' }))
    going.current = call('PUT', pathOf(key), { body }).then(
      () => setAt({ state: 'saved', savedAt: Date.now() }),
      () => setAt((before) => ({ ...before, state: 'failed' })),
    )
  }, [key])

  useEffect(() => {
    if (!key) return
    touched.current = false
    void read<T>(key).then((values) => values && !touched.current && restore(values))
    document.addEventListener('visibilitychange', send)
    return () => {
      document.removeEventListener('visibilitychange', send)
      send()
    }
  }, [key, send])

  const save = useCallback(
    (values: T) => {
      touched.current = true
      unsaved.current = values
      clearTimeout(timer.current)
      timer.current = setTimeout(send, EVERY)
    },
    [send],
  )
  const discard = useCallback(() => {
    clearTimeout(timer.current)
    unsaved.current = undefined
    setAt({ state: 'none', savedAt: null })
    // After a save on its way, which would otherwise bring it back.
    if (key) void going.current.then(() => call('DELETE', pathOf(key))).catch(() => undefined)
  }, [key])
  return { ...at, save, discard }
}

const pathOf = (key: string) => `/drafts/${encodeURIComponent(key)}`

/** No draft, or one nobody can read any more, is an empty form. */
async function read<T>(key: string): Promise<T | null> {
  try {
    const { body } = await call<{ body: string | null }>('GET', pathOf(key))
    return body ? (JSON.parse(body) as T) : null
  } catch {
    return null
  }
}
