import { Checkbox } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { BULK_MOST } from '#domain/inputs/bulk'
import type { Chosen } from '../api/bulk'
import { composing } from './keys'

export interface Selection {
  /** In the order of the list. */
  chosen: Chosen[]
  has(id: string): boolean
  toggle(id: string, range: boolean): void
  all(on: boolean): void
  allChosen: boolean
}

/** Several rows of a list: a click, Space on the row in focus, with Shift from the last one on; Ctrl+A takes all that are loaded. */
export function useSelection(rows: Chosen[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string>(undefined)
  const chosen = rows.filter(({ id }) => ids.has(id)).slice(0, BULK_MOST)
  const selection: Selection = {
    chosen,
    has: (id) => ids.has(id),
    allChosen: rows.length > 0 && rows.every(({ id }) => ids.has(id)),
    all: (on) => setIds(new Set(on ? rows.map(({ id }) => id) : [])),
    toggle(id, range) {
      const on = !ids.has(id)
      const ends = [last.current, id].map((each) => rows.findIndex((row) => row.id === each)).sort((a, b) => a - b)
      const between = range && ends[0]! >= 0 ? rows.slice(ends[0], ends[1]! + 1).map((row) => row.id) : [id]
      last.current = id
      const next = new Set(ids)
      for (const each of between)
        if (on) next.add(each)
        else next.delete(each)
      setIds(next)
    },
  }
  useSelectionKeys(selection)
  return selection
}

function useSelectionKeys(selection: Selection) {
  const current = useRef(selection)
  useEffect(() => void (current.current = selection))
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      const typing = target.closest(
        'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"]',
      )
      if (typing || composing(event) || event.altKey) return
      const id = target.closest<HTMLElement>('[data-select]')?.dataset['select']
      if (event.key === ' ' && id && target.matches('a, [data-select]')) current.current.toggle(id, event.shiftKey)
      else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) current.current.all(true)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

export const SelectBox = ({ of, selection }: { of: Chosen; selection: Selection }) => (
  <Checkbox
    checked={selection.has(of.id)}
    aria-label={`选择 ${of.number}`}
    onClick={(event) => selection.toggle(of.id, event.shiftKey)}
  />
)

export const SelectAll = ({ selection }: { selection: Selection }) => (
  <Checkbox
    checked={selection.allChosen}
    indeterminate={selection.chosen.length > 0 && !selection.allChosen}
    aria-label="选择已显示的全部"
    onChange={(event) => selection.all(event.target.checked)}
  />
)
