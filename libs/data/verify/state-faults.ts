import { ticketNumber } from '#domain/numbers'
import type { KeyRing } from '../secrets/key-ring'
import { opened } from './chain-faults'
import { clockFaults } from './clock-faults'
import { fileFaults } from './file-faults'
import { differing, fault, type Fault, strangeMoments, unlike } from './fault'
import { deriveTicket, understood } from './history'
import { Replay } from './replay'
import type { AssignmentRow, CallbackRow, ClockRow, ConsentRow, EventRow, FileRow, ReplyRow, TicketRow } from './read'
import type { DisposalRow, RatingRow, RectificationRow, RectificationStepRow } from './read-ratings'
import { disposalFaults, ratingFaults, rectificationFaults } from './rating-faults'

/** Everything kept about one ticket. */
export interface Record {
  ticket: TicketRow
  events: EventRow[]
  assignments: AssignmentRow[]
  clocks: ClockRow[]
  replies: ReplyRow[]
  callbacks: CallbackRow[]
  consents: ConsentRow[]
  files: FileRow[]
  disposals: DisposalRow[]
  ratings: RatingRow[]
  rectifications: RectificationRow[]
  rectificationSteps: RectificationStepRow[]
}

/** Whether state rows say what the log says. Every moment kept in a row is the moment of an event. */
export function stateFaults(record: Record, keys: KeyRing): Fault[] {
  const { events } = record
  const replay = new Replay(record.assignments, events)
  if (events[0]?.kind !== 'register' && events[0]?.kind !== 'splitOff')
    return [{ code: 'ticket', where: '第一条记录不是登记' }]
  return [
    ...ticketFaults(record, replay),
    ...assignmentFaults(record, replay),
    ...clockFaults(record, replay),
    ...replyFaults(record, replay, keys),
    ...callbackFaults(record, keys),
    ...consentFaults(record),
    ...fileFaults(record),
    ...knowledgeFaults(record),
    ...disposalFaults(record, keys),
    ...ratingFaults(record),
    ...rectificationFaults(record, keys),
  ]
}

function ticketFaults({ ticket, events, clocks }: Record, replay: Replay): Fault[] {
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
  const { parentId, number: own } = first.data as { parentId?: string; number?: string }
  const number = own ?? ticketNumber(ticket.id, localDay(ticket.registered_at))
  const fixed = { number, part_of: parentId ?? null, month: `${localDay(ticket.registered_at).slice(0, 7)}-01` }
  const wrong = differing(
    ticket,
    understood(events) ? { ...asked, ...fixed, ...deriveTicket(events), ...owed(ticket, replay, clocks) } : fixed,
  )
  const moments = [
    ticket.dispatched_at,
    ticket.reviewed_at,
    ticket.closed_at,
    ticket.archived_at,
    ticket.shelved_at,
    ticket.reopened_at,
  ]
  return fault('ticket', '', [...wrong, ...strangeMoments(moments, events)])
}

/** What lists are ordered by can be told from the clocks. */
function owed({ state, shelved_at, still }: TicketRow, replay: Replay, clocks: ClockRow[]) {
  const kinds = { registered: ['dispatch'], handling: ['reply', 'redo'], callback: ['callback'] }[state] ?? []
  const running = clocks.filter((clock) => !clock.stopped_at && !clock.assignment_id && kinds.includes(clock.kind))
  return {
    due_at:
      (shelved_at || (still && state === 'handling') ? null : running.map((clock) => clock.due_at).sort()[0]) ?? null,
    awaits_review: state === 'handling' && !shelved_at && !still && replay.ready,
  }
}

const LOCAL_OFFSET_MS = 8 * 3_600_000
const localDay = (at: string) => new Date(Date.parse(at) + LOCAL_OFFSET_MS).toISOString().slice(0, 10)

function assignmentFaults({ ticket, events, assignments }: Record, replay: Replay): Fault[] {
  const faults = assignments.flatMap((row) => {
    const copied = { number: ticket.number, title: ticket.title }
    const moments = [
      row.dispatched_at,
      row.signed_at,
      row.contacted_at,
      row.replied_at,
      row.accepted_at,
      row.arrived_at,
    ]
    const expected = understood(events) ? { ...copied, ...replay.assignments.get(row.id) } : copied
    return fault('assignment', row.id, [...differing(row, expected), ...strangeMoments(moments, events)])
  })
  if (!understood(events)) return faults
  const extra = assignments.filter(({ id }) => !replay.assignments.has(id)).map(({ id }) => `多出 ${id}`)
  return [...faults, ...fault('assignment', '派单', [...replay.missing.map((each) => `缺少 ${each}`), ...extra])]
}

function replyFaults({ events, assignments, replies }: Record, replay: Replay, keys: KeyRing): Fault[] {
  const said = events.filter(({ kind }) => kind === 'reply' || kind === 'draftReply')
  const wanted = said.map(({ assignment_id, data, at, person_id }) =>
    [assignment_id, data['round'], at, person_id, data['outcome']].join(' '),
  )
  const there = replies.map((each) => [each.assignment_id, each.round, each.at, each.person_id, each.outcome].join(' '))
  const faults = fault('reply', '', unlike(wanted, there))
  if (!understood(events)) return faults
  for (const { id } of assignments) {
    const rows = replies.filter((each) => each.assignment_id === id)
    const states = replay.replies.get(id) ?? []
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
  const said = events.filter(({ kind }) => ['callback', 'selfRate', 'unreached'].includes(kind))
  const wanted = said.map(({ at, person_id, kind, data }) => {
    const { solved, resultGrade, mannerGrade, contacted } = data
    return [
      at,
      person_id,
      VIA[kind],
      kind !== 'unreached',
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
      row.via,
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

const VIA: { [kind: string]: string } = { callback: 'call', unreached: 'call', selfRate: 'link' }
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

/** Answered from this item in this version, as the log says, or from none. */
function knowledgeFaults({ ticket, events }: Record): Fault[] {
  const answered = events.find(({ kind, data }) => kind === 'answer' && data['knowledgeId'])
  const said = answered && [answered.data['knowledgeId'], answered.data['version'], answered.person_id, answered.at]
  return fault('knowledge', '', unlike(said ? [said.join(' ')] : [], ticket.knowledge ? [ticket.knowledge] : []))
}
