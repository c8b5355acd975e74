import { Link } from 'react-router'
import { AGENDA_STATES, ASSIGNMENT_ROLES } from '#domain/words'
import type { MeetingView } from '#domain/views'
import { fullTime } from '../words/time'
import { Mark } from './marks'

/** 会商: where this ticket was talked about, and what came of it. */
export function Meetings({ meetings }: { meetings: MeetingView[] }) {
  return (
    <ol className="plain-rows">
      {meetings.map(({ itemId, consultationId, title, at, place, state, conclusion }) => (
        <li key={itemId}>
          <div className="spread">
            <Link to={`/consultations/${consultationId}`}>{title}</Link>
            <Mark colour={state === 'concluded' ? 'green' : state === 'listed' ? 'amber' : 'grey'}>
              {AGENDA_STATES[state]}
            </Mark>
          </div>
          <p className="quiet">
            {fullTime(at)} · {place}
          </p>
          {conclusion && state === 'concluded' && (
            <p className="words timeline-words">
              {conclusion.basis}
              {`\n承办单位：${conclusion.units.map(({ unitName, role }) => `${unitName}（${ASSIGNMENT_ROLES[role]}）`).join('、')}`}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
