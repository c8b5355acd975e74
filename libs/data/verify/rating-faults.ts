import type { KeyRing } from '../secrets/key-ring'
import { opened } from './chain-faults'
import { fault, type Fault, unlike } from './fault'
import type { EventRow } from './read'
import type { RectificationRow, RectificationStepRow } from './read-ratings'
import type { Record } from './state-faults'

/** What was said and decided after the work: the exits taken, the links offered, what bad reviews obliged to. */

const EXITS = ['redo', 'judged', 'extended', 'transferred']
const shown = (...values: unknown[]) => values.map((value) => String(value ?? '')).join(' ')

/** A redo, or an end that was decided, in the round it ended. */
export function disposalFaults({ events, disposals }: Record, keys: KeyRing): Fault[] {
  let round = 1
  const wanted: string[] = []
  const digests = new Map<string, Buffer | null>()
  let open: number[] = []
  let awaited = false
  for (const event of events) {
    const { kind, data } = event
    const exit = exitIn(event, awaited)
    if (kind === 'awaitMerged') awaited = true
    if (kind === 'close' || kind === 'redo') awaited = false
    if (kind === 'followUp' || kind === 'reopen') {
      for (const at of open) wanted[at] += ` ${event.at} ${event.person_id}`
      open = []
    }
    if (typeof exit === 'string' && EXITS.includes(exit) && !followsUp(events, event)) {
      wanted.push(shown(round, exit, event.at, event.person_id, data['checkOn'], data['transferredTo']))
      digests.set(event.at, event.words_digest)
      if (data['checkOn']) open.push(wanted.length - 1)
    }
    if (kind === 'redo' || kind === 'reopen') round++
  }
  const there = disposals.map((row) => {
    const text = shown(row.round, row.exit, row.at, row.person_id, row.check_on, row.transferred_to)
    return row.checked_at || row.checked_by ? `${text} ${row.checked_at} ${row.checked_by}` : text
  })
  const words = disposals.filter(({ at, words_sealed }) => !agrees(words_sealed, digests.get(at), 'disposal', keys))
  return fault('disposal', '', [...unlike(wanted, there), ...words.map(({ at }) => `${at} 理由与留痕记录不一致`)])
}

/** What was decided while others had still to be called is not decided again when the ticket closes at last. */
function exitIn({ kind, data }: EventRow, awaited: boolean): unknown {
  // Decided about one merged into it.
  if (kind === 'redo') return data['kin'] ? null : 'redo'
  if (kind === 'dispose') return data['exit']
  return kind === 'awaitMerged' || (kind === 'close' && !awaited) ? data['how'] : null
}

/** A redo after what was put off had been looked at was decided there. */
const followsUp = (events: EventRow[], event: EventRow) =>
  event.kind === 'redo' && events.some(({ kind, at }) => kind === 'followUp' && at === event.at)

export function ratingFaults({ events, ratings }: Record): Fault[] {
  const offered = new Map<unknown, EventRow>()
  for (const event of events) if (event.kind === 'offerRating') offered.set(event.data['round'], event)
  const used = usedRounds(events)
  const wanted = [...offered].map(([round, { at, person_id, data }]) =>
    shown(round, at, person_id, precise(data['expiresAt']), used.get(Number(round))),
  )
  const there = ratings.map((row) => shown(row.round, row.offered_at, row.offered_by, row.expires_at, row.used_at))
  return fault('rating', '', unlike(wanted, there))
}

function usedRounds(events: EventRow[]): Map<number, string> {
  const used = new Map<number, string>()
  let round = 1
  for (const { kind, at } of events) {
    if (kind === 'selfRate') used.set(round, at)
    if (kind === 'redo' || kind === 'reopen') round++
  }
  return used
}

export function rectificationFaults({ events, rectifications, rectificationSteps }: Record, keys: KeyRing): Fault[] {
  let round = 1
  const wanted = new Map<string, RectificationRow>()
  const steps: string[] = []
  const digests = new Map<string, Buffer | null>()
  for (const event of events) {
    const id = String(event.data['rectificationId'])
    if (event.kind === 'rectification') wanted.set(id, opening(event, id, round))
    const row = wanted.get(id)
    if (row && (event.kind === 'rectify' || event.kind === 'checkRectification')) {
      steps.push(move(row, event))
      digests.set(event.at, event.words_digest)
    }
    if (event.kind === 'redo' || event.kind === 'reopen') round++
  }
  const there = rectificationSteps.map(stepText)
  const words = rectificationSteps.filter(
    ({ at, words_sealed }) => !agrees(words_sealed, digests.get(at), 'rectificationStep', keys),
  )
  return fault('rectification', '', [
    ...unlike([...wanted.values()].map(rowText), rectifications.map(rowText)),
    ...unlike(steps, there),
    ...words.map(({ at }) => `${at} 内容与留痕记录不一致`),
  ])
}

function opening({ ticket_id, at, data, assignment_id }: EventRow, id: string, round: number): RectificationRow {
  const { unitId, grade, dueAt } = data
  return {
    ticket_id,
    id,
    round,
    assignment_id: assignment_id!,
    unit_id: Number(unitId),
    grade: Number(grade),
    state: 'open',
    opened_at: at,
    due_at: precise(dueAt),
    tries: 0,
    submitted_at: null,
    submitted_by: null,
    checked_at: null,
    checked_by: null,
  }
}

function move(row: RectificationRow, { kind, at, person_id, data }: EventRow): string {
  if (kind === 'rectify') {
    Object.assign(row, { state: 'submitted', tries: row.tries + 1, submitted_at: at, submitted_by: person_id })
    return shown(row.id, at, person_id, 'submitted', null)
  }
  const state = data['outcome'] === 'again' ? 'open' : 'done'
  Object.assign(row, { state, checked_at: at, checked_by: person_id })
  return shown(row.id, at, person_id, data['outcome'], data['grade'])
}

const stepText = (row: RectificationStepRow) => shown(row.rectification_id, row.at, row.person_id, row.kind, row.grade)
const rowText = (row: RectificationRow) =>
  shown(row.id, row.round, row.assignment_id, row.unit_id, row.grade, row.state, row.opened_at, row.due_at, row.tries) +
  shown('', row.submitted_at, row.submitted_by, row.checked_at, row.checked_by)

/** Erased words have nothing left to compare. */
function agrees(sealed: Buffer | null, digest: Buffer | null | undefined, kind: string, keys: KeyRing): boolean {
  if (!sealed) return true
  const text = opened(keys, sealed, `${kind}.words`)
  return text !== null && digest != null && keys.digest(text).equals(digest)
}

/** The log keeps milliseconds. */
const precise = (at: unknown) => String(at).replace('Z', '000Z')
