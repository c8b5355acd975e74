import {
  ASSIGNMENT_ROLES,
  ASSIGNMENT_STATES,
  type AssignmentRole,
  type AssignmentState,
  LINES,
  type Line,
  TICKET_STATES,
  TICKET_TYPES,
  type TicketState,
  type TicketType,
  URGENCIES,
  type Urgency,
} from '#domain/words'

type Colour = 'blue' | 'green' | 'amber' | 'red' | 'grey'

export const Mark = ({ colour = 'grey', children }: { colour?: Colour; children: React.ReactNode }) => (
  <span className={`mark mark-${colour}`}>{children}</span>
)

const TICKET_COLOURS: Record<TicketState, Colour> = {
  registered: 'amber',
  handling: 'blue',
  callback: 'blue',
  closed: 'green',
  archived: 'grey',
}
export const TicketStateMark = ({ state }: { state: TicketState }) => (
  <Mark colour={TICKET_COLOURS[state]}>{TICKET_STATES[state]}</Mark>
)

const ASSIGNMENT_COLOURS: Record<AssignmentState, Colour> = {
  pending: 'amber',
  signed: 'blue',
  replied: 'blue',
  accepted: 'green',
  returned: 'grey',
  withdrawn: 'grey',
}
export const AssignmentStateMark = ({ state }: { state: AssignmentState }) => (
  <Mark colour={ASSIGNMENT_COLOURS[state]}>{ASSIGNMENT_STATES[state]}</Mark>
)

export const TypeMark = ({ type }: { type: TicketType }) => (
  <Mark colour={type === 'report' ? 'red' : 'grey'}>{TICKET_TYPES[type]}</Mark>
)

/** Ordinary is not worth saying. */
export const UrgencyMark = ({ urgency }: { urgency: Urgency }) =>
  urgency === 'normal' ? null : <Mark colour="red">{URGENCIES[urgency]}</Mark>

export const DutyMark = ({ line, role }: { line: Line; role: AssignmentRole }) => (
  <Mark colour={role === 'lead' ? 'blue' : 'grey'}>
    {LINES[line]} · {ASSIGNMENT_ROLES[role]}
  </Mark>
)
