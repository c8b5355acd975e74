import { useEffect, useRef } from 'react'

/** Single-key shortcuts, which a person may switch off (they get in the way of some assistive tools). */
export type Shortcuts = Record<string, () => void>

/** `{ 'g i': …, '/': … }`. Never while typing, composing Chinese, or with a dialog open. */
export function useShortcuts(shortcuts: Shortcuts) {
  const current = useRef(shortcuts)
  useEffect(() => void (current.current = shortcuts))
  useEffect(() => {
    let first = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    const onKey = (event: KeyboardEvent) => {
      if (leaves(event)) return (event.target as HTMLElement).blur()
      if (!shortcutsOn() || busyTyping(event)) return
      const sequence = first ? `${first} ${event.key}` : event.key
      clearTimeout(timer)
      const act = current.current[sequence]
      first = !act && startsOne(current.current, event.key) ? event.key : ''
      if (first) timer = setTimeout(() => (first = ''), 1200)
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** Enter that only ends a Chinese composition is not an Enter. */
export const composing = (event: KeyboardEvent | React.KeyboardEvent) => {
  const native = 'nativeEvent' in event ? event.nativeEvent : event
  return native.isComposing || native.keyCode === 229
}

/** Ctrl+Enter sends a form from any of its fields, before the field makes something else of the Enter. */
export const onSubmitKey = (submit: () => void) => (event: React.KeyboardEvent) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || composing(event)) return
  event.preventDefault()
  event.stopPropagation()
  submit()
}

const SETTING = 'jiban-shortcuts'
export const shortcutsOn = () => localStorage.getItem(SETTING) !== 'off'
export const switchShortcuts = (on: boolean) => localStorage.setItem(SETTING, on ? 'on' : 'off')

const startsOne = (shortcuts: Shortcuts, key: string) =>
  Object.keys(shortcuts).some((each) => each.startsWith(`${key} `))

/** Escape steps out of a field, so that the keys work again; in a dialog or an open list it closes that. */
function leaves(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement
  if (event.key !== 'Escape' || composing(event) || !target.matches('input, textarea')) return false
  return target.getAttribute('aria-expanded') !== 'true' && !target.closest('[role="dialog"]')
}

function busyTyping(event: KeyboardEvent): boolean {
  if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target as HTMLElement
  const field = target.closest(
    'textarea, select, [contenteditable="true"], [role="combobox"], input:not([type="checkbox"], [type="radio"])',
  )
  return field !== null || document.querySelector('[role="dialog"][aria-modal="true"]') !== null
}
