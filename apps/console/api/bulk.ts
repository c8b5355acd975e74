import { useSyncExternalStore } from 'react'
import type { BulkItemView } from '#domain/bulk-views'
import { BULK_AT_ONCE, type BulkAction } from '#domain/inputs/bulk'
import { call } from './http'
import { newKey } from './intention'
import { wordsOf } from './problem'

/** One of many: what the list showed of it when it was chosen. */
export interface Chosen {
  id: string
  version: number
  /** As people read it. */
  number: string
}

/** The same for many, as far as it has come. Kept over a reload, so that it can go on: under its key nothing is done twice. */
export interface BulkRun {
  key: string
  personId: number
  action: BulkAction
  note?: string
  items: Chosen[]
  results: Record<string, BulkItemView>
  /** Why it stands still, when it was not stopped by hand. */
  trouble?: string
}

const KEPT = 'jiban-bulk'
let run: BulkRun | null = read()
let going = false
const listeners = new Set<() => void>()

export const useBulk = () => ({
  run: useSyncExternalStore(listen, () => run),
  going: useSyncExternalStore(listen, () => going),
})

export function startBulk(wanted: Omit<BulkRun, 'key' | 'results'>, afterEach: (ids: string[]) => void) {
  set({ ...wanted, key: newKey(), results: {} })
  void goOn(afterEach)
}

/** Sends what has no result yet, a stretch at a time. */
export async function goOn(afterEach: (ids: string[]) => void) {
  if (going || !run) return
  setGoing(true)
  set({ ...run, trouble: undefined })
  try {
    while (going && run) {
      const { key: intention, action, note, items, results } = run
      const next = items.filter(({ id }) => !results[id]).slice(0, BULK_AT_ONCE)
      if (!next.length) break
      const body = { action, items: next.map(({ id, version }) => ({ id, version })), ...(note && { note }) }
      const answer = await call<{ items: BulkItemView[] }>('POST', '/bulk', { body, intention })
      if (!run) break
      set({ ...run, results: { ...run.results, ...Object.fromEntries(answer.items.map((each) => [each.id, each])) } })
      afterEach(next.map(({ id }) => id))
    }
  } catch (error) {
    if (run) set({ ...run, trouble: wordsOf(error) })
  } finally {
    setGoing(false)
  }
}

/** What has been sent is done; the rest stays as it is. */
export const stopBulk = () => setGoing(false)

export function forgetBulk() {
  setGoing(false)
  set(null)
}

function set(next: BulkRun | null) {
  run = next
  if (next) sessionStorage.setItem(KEPT, JSON.stringify(next))
  else sessionStorage.removeItem(KEPT)
  listeners.forEach((listener) => listener())
}

function setGoing(next: boolean) {
  going = next
  listeners.forEach((listener) => listener())
}

function listen(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function read(): BulkRun | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as BulkRun | null
  } catch {
    return null
  }
}
