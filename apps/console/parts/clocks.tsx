import type { ClockView, TicketView } from '#domain/views'
import { fullTime } from '../words/time'
import { Due } from './lamp'
import { Mark } from './marks'
import { Why } from './why'

/** Every limit on the ticket: running ones with their lamp, stopped ones with whether they were kept. */
export function Clocks({ ticket }: { ticket: TicketView }) {
  const units = new Map(ticket.assignments.map(({ id, unitName }) => [id, unitName]))
  return (
    <ul className="plain-rows">
      {ticket.clocks.map((clock) => (
        <li key={`${clock.kind}-${clock.assignmentId}-${clock.round}-${clock.startedAt}`}>
          <div className="spread">
            <strong>
              {clock.label}
              {clock.assignmentId && units.has(clock.assignmentId) && (
                <span className="quiet"> · {units.get(clock.assignmentId)}</span>
              )}
            </strong>
            <span className="row">
              <ClockStand clock={clock} />
              <Why ticketId={ticket.id} of={clock} />
            </span>
          </div>
          <p className="quiet">
            {clock.limit}，截止 {fullTime(clock.dueAt)}
            {clock.provisional && '（节假日安排未公布，暂定）'}
          </p>
        </li>
      ))}
    </ul>
  )
}

function ClockStand({ clock }: { clock: ClockView }) {
  if (!clock.stoppedAt) return <Due dueAt={clock.dueAt} yellowAt={clock.yellowAt} exact={false} />
  const kept = clock.stoppedAt <= clock.dueAt
  return <Mark colour={kept ? 'green' : 'red'}>{kept ? '按时完成' : '超时完成'}</Mark>
}
