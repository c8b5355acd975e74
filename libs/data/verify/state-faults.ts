import { ticketNumber } from '#domain/numbers'
import type { KeyRing } from '../secrets/key-ring'
import { opened } from './chain-faults'
import { differing, type Fault, type FaultCode } from './fault'
import { deriveAssignment, deriveReplies, deriveTicket, understood } from './history'
import type { AssignmentRow, CallbackRow, ClockRow, ConsentRow, EventRow, ReplyRow, TicketRow } from './read'

/** Everything kept about one ticket. */
export interface Record {
  ticket: TicketRow
  events: EventRow[]
  assignments: AssignmentRow[]
  clocks: ClockRow[]
  replies: ReplyRow[]
  callbacks: CallbackRow[]
  consents: ConsentRow[]
}

/** Whether state rows say what the log says. Every moment kept in a row is the moment of an event. */
export function stateFaults(record: Record, keys: KeyRing): Fault[] {
  const { events } = record
  if (events[0]?.kind !== 'register') return [{ code: 'ticket', where: '第一条记录不是登记' }]
  return [
    ...ticketFaults(record),
    ...assignmentFaults(record),
    ...clockFaults(record),
    ...replyFaults(record, keys),
    ...callbackFaults(record, keys),
    ...consentFaults(record),
  ]
}

const fault = (code: FaultCode, of: string, wrong: string[]): Fault[] =>
  wrong.map((where) => ({ code, where: `${of} ${where}`.trim() }))

function ticketFaults({ ticket, events, assignments, clocks }: Record): Fault[] {
  const first = events[0]!
  const { type, channel, outcome, categoryCode } = first.data as { [name: string]: string }
  const asked = {
    type,
    channel,
    outcome,
    category_code: categoryCode,
    registered_at: first.at,
    registered_by: first.person_id,
  }
  const number = ticketNumber(ticket.id, localDay(ticket.registered_at))
  const fixed = { number, month: `${localDay(ticket.registered_at).slice(0, 7)}-01` }
  const wrong = differing(
    ticket,
    understood(events) ? { ...asked, ...fixed, ...deriveTicket(events), ...owed(ticket, assignments, clocks) } : fixed,
  )
  const moments = [ticket.dispatched_at, ticket.reviewed_at, ticket.closed_at, ticket.archived_at]
  return fault('ticket', '', [...wrong, ...strangeMoments(moments, events)])
}

/** What lists are ordered by can be told from the clocks. */
function owed({ state }: TicketRow, assignments: AssignmentRow[], clocks: ClockRow[]) {
  const kinds = { registered: ['dispatch'], handling: ['reply', 'redo'], callback: ['callback'] }[state] ?? []
  const running = clocks.filter((clock) => !clock.stopped_at && !clock.assignment_id && kinds.includes(clock.kind))
  const owing = assignments.some(({ role, state: at }) => role !== 'copy' && (at === 'pending' || at === 'signed'))
  return {
    due_at: running.map((clock) => clock.due_at).sort()[0] ?? null,
    awaits_review: state === 'handling' && !owing && assignments.some(({ state: at }) => at === 'replied'),
  }
}

const LOCAL_OFFSET_MS = 8 * 3_600_000
const localDay = (at: string) => new Date(Date.parse(at) + LOCAL_OFFSET_MS).toISOString().slice(0, 10)

function strangeMoments(moments: (string | null)[], events: EventRow[]): string[] {
  return moments.filter((at) => at && !events.some((event) => event.at === at)).map((at) => `${at} 没有对应的留痕记录`)
}

function assignmentFaults({ ticket, events, assignments }: Record): Fault[] {
  const faults = assignments.flatMap((row) => {
    const told = events.find(({ kind, at }) => kind === 'dispatch' && at === row.dispatched_at)
    const copied = { number: ticket.number, title: ticket.title }
    const moments = [row.dispatched_at, row.signed_at, row.contacted_at, row.replied_at, row.accepted_at]
    const derived = deriveAssignment(row.id, row.role, row.dispatched_at, events)
    const expected = understood(events) ? { ...copied, ...derived, dispatched_by: told?.person_id } : copied
    return fault('assignment', row.id, [...differing(row, expected), ...strangeMoments(moments, events)])
  })
  if (!understood(events)) return faults
  const told = events
    .filter(({ kind }) => kind === 'dispatch')
    .flatMap(({ data }) => data['units'] as { unitId: number; line: string; role: string }[])
  const wanted = told.map(({ unitId, line, role }) => `${unitId} ${line} ${role}`)
  const there = assignments.map(({ unit_id, line, role }) => `${unit_id} ${line} ${role}`)
  return [...faults, ...fault('assignment', '派单', unlike(wanted, there))]
}

/** Texts that are on one side only. */
function unlike(wanted: string[], there: string[]): string[] {
  return [
    ...without(wanted, there).map((each) => `缺少 ${each}`),
    ...without(there, wanted).map((each) => `多出 ${each}`),
  ]
}

function without(some: string[], others: string[]): string[] {
  const left = [...others]
  return some.filter((each) => {
    const at = left.indexOf(each)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

function clockFaults({ ticket, events, assignments, clocks }: Record): Fault[] {
  const promised = understood(events) && events.some(({ kind, data }) => kind === 'dispatch' && data['dueAt'])
  const missing = promised && !clocks.some(({ kind }) => kind === 'reply')
  const wrong = clocks.flatMap((clock) => {
    const of = `${clock.kind}${clock.assignment_id ? ` ${clock.assignment_id}` : ''} 第${clock.round}轮`
    const strange = strangeMoments([clock.started_at, clock.stopped_at], events)
    if (['closed', 'archived'].includes(ticket.state) && !clock.stopped_at) strange.push('办结后仍在走')
    if (understood(events)) strange.push(...differing(clock, expectedClock(clock, events, assignments)))
    return fault('clock', of, strange)
  })
  return missing ? [...wrong, { code: 'clock', where: '派单时定下的答复时限不在了' }] : wrong
}

function expectedClock(
  { kind, round, assignment_id, stopped_at }: ClockRow,
  events: EventRow[],
  assignments: AssignmentRow[],
): Partial<ClockRow> {
  const inRound = roundOf(events, round)
  const first = (...kinds: string[]) =>
    inRound.find((event) => kinds.includes(event.kind) && (!assignment_id || event.assignment_id === assignment_id))
      ?.at ?? null
  if (kind === 'sign') return { stopped_at: first('sign', 'autoSign') }
  if (kind === 'contact') return { stopped_at: first('contact', 'relay') }
  if (kind === 'dispatch') return { stopped_at: first('dispatch') }
  if (kind === 'callback') return { stopped_at: first('callback', 'close') }
  const dispatched = inRound.find((event) => event.kind === 'dispatch')
  const due = dispatched?.data['dueAt'] as string | undefined
  const owing = assignments.some(
    (each) => each.role !== 'copy' && each.round === round && ['pending', 'signed'].includes(each.state),
  )
  const stopped = owing ? null : inRound.filter((event) => event.kind === 'reply').at(-1)?.at
  return {
    stopped_at: stopped === undefined ? stopped_at : stopped,
    ...(kind === 'reply' && due && { due_at: due.replace('Z', '000Z') }),
  }
}

/** From the redo that began it, or the start, to the next. */
function roundOf(events: EventRow[], round: number): EventRow[] {
  let now = 1
  return events.filter((event) => (event.kind === 'redo' ? ++now : now) === round && event.kind !== 'redo')
}

function replyFaults({ events, assignments, replies }: Record, keys: KeyRing): Fault[] {
  const said = events.filter(({ kind }) => kind === 'reply')
  const wanted = said.map(({ assignment_id, data, at, person_id }) =>
    [assignment_id, data['round'], at, person_id, data['outcome']].join(' '),
  )
  const there = replies.map((each) => [each.assignment_id, each.round, each.at, each.person_id, each.outcome].join(' '))
  const faults = fault('reply', '', unlike(wanted, there))
  if (!understood(events)) return faults
  for (const { id } of assignments) {
    const rows = replies.filter((each) => each.assignment_id === id)
    const states = deriveReplies(id, events)
    if (rows.map(({ state }) => state).join() !== states.join())
      faults.push(...fault('reply', id, [`应为 ${states.join('、')}`]))
  }
  for (const reply of replies) {
    const event = said.find((each) => each.assignment_id === reply.assignment_id && each.at === reply.at)
    if (event && !publicTextAgrees(reply, event, keys))
      faults.push(...fault('reply', reply.assignment_id, ['公开答复与留痕记录不一致']))
  }
  return faults
}

function publicTextAgrees({ words_sealed }: ReplyRow, { words_digest }: EventRow, keys: KeyRing): boolean {
  if (!words_sealed) return true
  const text = opened(keys, words_sealed, 'reply.words')
  if (text === null || !words_digest) return false
  const { publicText } = JSON.parse(text) as { publicText?: string }
  return keys.digest(JSON.stringify({ publicText })).equals(words_digest)
}

function callbackFaults({ events, callbacks }: Record, keys: KeyRing): Fault[] {
  const said = events.filter(({ kind }) => kind === 'callback' || kind === 'unreached')
  const wanted = said.map(({ at, person_id, kind, data }) => {
    const { solved, resultGrade, mannerGrade, contacted } = data
    return [
      at,
      person_id,
      kind === 'callback',
      solved,
      resultGrade,
      mannerGrade,
      contactedText(contacted as Contacted),
    ].join(' ')
  })
  const there = callbacks.map((row) =>
    [
      row.at,
      row.person_id,
      row.reached,
      row.solved,
      row.result_grade,
      row.manner_grade,
      contactedText(row.contacted),
    ].join(' '),
  )
  const words = callbacks.filter(({ at, words_sealed }) => {
    const digest = said.find((event) => event.at === at)?.words_digest
    const text = words_sealed && opened(keys, words_sealed, 'callback.words')
    return words_sealed !== null && (text === null || !digest?.equals(keys.digest(text)))
  })
  return fault('callback', '', [...unlike(wanted, there), ...words.map(({ at }) => `${at} 原话与留痕记录不一致`)])
}

type Contacted = CallbackRow['contacted'] | undefined
const contactedText = (contacted: Contacted) =>
  (contacted ?? [])
    .map((each) => `${each.assignmentId}=${each.contacted}`)
    .sort()
    .join()

function consentFaults({ events, consents }: Record): Fault[] {
  const said = events.filter(({ kind }) => kind === 'consent')
  const first = said.filter(
    ({ data }, index) => said.findIndex((each) => each.data['unitId'] === data['unitId']) === index,
  )
  const wanted = first.map(({ data, at, person_id }) => [data['unitId'], at, person_id].join(' '))
  return fault(
    'consent',
    '',
    unlike(
      wanted,
      consents.map(({ unit_id, at, person_id }) => [unit_id, at, person_id].join(' ')),
    ),
  )
}
