import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../api/http'

export interface Draft<T> {
  state: 'none' | 'saving' | 'saved' | 'failed'
  savedAt: number | null
  save(values: T): void
  discard(): void
}

const EVERY = 3000

/** Keeps what is being written on the server, per person and thing; `restore` gets what was there when the form opens. */
export function useDraft<T>(key: string | undefined, restore: (values: T) => void): Draft<T> {
  const [at, setAt] = useState<Pick<Draft<T>, 'state' | 'savedAt'>>({ state: 'none', savedAt: null })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const touched = useRef(false)

  useEffect(() => {
    if (!key) return
    touched.current = false
    void read<T>(key).then((values) => values && !touched.current && restore(values))
    return () => clearTimeout(timer.current)
  }, [key])

  const save = useCallback(
    (values: T) => {
      if (!key) return
      touched.current = true
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        setAt((before) => ({ ...before, state: 'saving' }))
        call('PUT', pathOf(key), { body: { body: JSON.stringify(values) } }).then(
          () => setAt({ state: 'saved', savedAt: Date.now() }),
          () => setAt((before) => ({ ...before, state: 'failed' })),
        )
      }, EVERY)
    },
    [key],
  )
  const discard = useCallback(() => {
    clearTimeout(timer.current)
    setAt({ state: 'none', savedAt: null })
    if (key) void call('DELETE', pathOf(key)).catch(() => undefined)
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
