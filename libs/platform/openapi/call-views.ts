import { COUNTED, type Counts } from '#domain/calls/figures'
import type * as calls from '#domain/calls/views'
import { AWAY_REASONS, CALL_STATES, CALL_TICKET_HOW, MISSED_CALL_STATES, OPERATOR_STATES } from '#domain/calls/words'
import { DESKS, REQUESTER_KINDS, TICKET_STATES } from '#domain/words'
import { counts, id, list, named, object, oneOf, orNull, real, type Schema, text, time, whole, yesNo } from './schema'

/** What the API answers about calls and desks, as schemas. */

const page = <T>(name: string, of: Schema<T>) =>
  named(name, object<{ items: T[]; next: string | null }>({ items: list(of), next: orNull(text) }))
const items = <T>(name: string, of: Schema<T>) => named(name, object<{ items: T[] }>({ items: list(of) }))

const desk = oneOf(DESKS)
const counted = Object.fromEntries(COUNTED.map((key) => [key, whole])) as { [K in keyof Counts]: Schema<number> }
const figures = {
  ...counted,
  connectRate: orNull(real),
  soonRate: orNull(real),
  meanTalkSeconds: orNull(real),
  ringing: whole,
}

export const CallHeard = named(
  'CallHeard',
  object<calls.CallHeard>({ callId: id, state: oneOf(CALL_STATES), repeated: yesNo }),
)
export const CallSeen = named(
  'CallSeen',
  object<calls.CallSeen>({ state: oneOf(CALL_STATES), operator: orNull(text), desk }),
)

const callRow = {
  id,
  state: oneOf(CALL_STATES),
  desk,
  number: orNull(text),
  offeredAt: time,
  answeredAt: orNull(time),
  endedAt: orNull(time),
  operator: orNull(text),
  owner: orNull(text),
  tickets: list(
    object<calls.CallTicketView>({
      ticketId: id,
      number: text,
      title: text,
      state: oneOf(TICKET_STATES),
      how: oneOf(CALL_TICKET_HOW),
    }),
  ),
}
export const CallPage = page('CallPage', object<calls.CallRow>(callRow))
export const CallView = named(
  'CallView',
  object<calls.CallView>({
    ...callRow,
    phone: orNull(text),
    conferencedAt: orNull(time),
    parties: list(text),
    recording: orNull(text),
  }),
)

export const DeskView = named(
  'DeskView',
  object<calls.DeskView>({
    state: oneOf(OPERATOR_STATES),
    reason: orNull(oneOf(AWAY_REASONS)),
    since: orNull(time),
    callId: orNull(id),
    desks: list(desk),
    ringing: list(
      object<calls.RingingCall>({
        id,
        desk,
        number: orNull(text),
        name: orNull(text),
        kind: orNull(oneOf(REQUESTER_KINDS)),
        owner: orNull(text),
        offeredAt: time,
        ringsFrom: time,
        mine: yesNo,
      }),
    ),
    missed: counts(DESKS),
    today: object<calls.DeskView['today']>(figures),
    ready: whole,
  }),
)

export const MissedCallView = named(
  'MissedCallView',
  object<calls.MissedCallView>({
    id,
    desk,
    number: text,
    phone: orNull(text),
    missed: whole,
    state: oneOf(MISSED_CALL_STATES),
    tries: whole,
    takenBy: orNull(text),
    mine: yesNo,
    madeAt: time,
    dueAt: time,
  }),
)
export const MissedCallPage = page('MissedCallPage', MissedCallView)

const line = object<calls.FigureLine>({ ...figures, desk, personId: whole, name: orNull(text) })
export const CallFigures = named(
  'CallFigures',
  object<calls.CallFigures>({
    from: text,
    to: text,
    total: object<calls.CallFigures['total']>(figures),
    desks: list(line),
    people: list(line),
  }),
)

export const DeskList = items(
  'DeskList',
  object<calls.DeskRow>({
    code: desk,
    name: text,
    dialKey: orNull(text),
    overflow: orNull(desk),
    openFrom: whole,
    openTo: whole,
    ringSeconds: whole,
    members: list(object({ personId: whole, name: text, state: orNull(oneOf(OPERATOR_STATES)), onDuty: yesNo })),
    waiting: whole,
  }),
)
export const OperatorList = items(
  'OperatorList',
  object<calls.OperatorRow>({ personId: whole, name: text, login: text, unitName: text }),
)

const gap = object<calls.GapView>({ day: text, from: whole, to: whole })
export const DeskPlan = named(
  'DeskPlan',
  object<calls.DeskPlan>({
    desk,
    shifts: list(
      object<calls.ShiftView>({
        personId: whole,
        name: text,
        weekday: orNull(whole),
        day: orNull(text),
        from: whole,
        to: whole,
      }),
    ),
    gaps: list(gap),
  }),
)
export const Coverage = named('Coverage', object<calls.Coverage>({ from: text, to: text, gaps: list(gap) }))
