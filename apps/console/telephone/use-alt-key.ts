import { useEffect, useRef } from 'react'

/** Alt and a letter: works while typing, too, where a call does not wait for a free hand. */
export function useAltKey(letter: string, act: () => void) {
  const current = useRef(act)
  useEffect(() => void (current.current = act))
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== `Key${letter.toUpperCase()}`) return
      event.preventDefault()
      current.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [letter])
}
