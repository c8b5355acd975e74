import { Link } from 'react-router'
import type { TicketRow } from '#domain/views'
import { useNow } from '../api/clock'
import { shortTime } from '../words/time'
import { Due } from './lamp'
import { SelectBox, type Selection } from './selection'
import { chosenOf } from './ticket-table'
import { Mark, TypeMark, UrgencyMark } from './marks'

interface RowsProps {
  rows: TicketRow[]
  chosen?: string
  to: (id: string) => string
  selection?: Selection | undefined
}

/** When one may call, or promised to. */
function NextCall({ row: { callFrom, callPromised }, now }: { row: TicketRow; now: number }) {
  if (!callFrom) return null
  const time = shortTime(callFrom, now)
  if (callPromised) return <Mark colour="blue">约定 {time}</Mark>
  return Date.parse(callFrom) > now ? <Mark colour="grey">{time} 后可拨</Mark> : null
}

/** The queue beside the ticket in hand: most urgent deadline first, as the server orders it. */
export function QueueRows({ rows, chosen, to, selection }: RowsProps) {
  const now = useNow(60_000)
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} className={selection && 'desk-choice'} data-select={row.id}>
          {selection && <SelectBox of={chosenOf(row)} selection={selection} />}
          <Link className="desk-row" data-row to={to(row.id)} aria-current={row.id === chosen ? 'true' : undefined}>
            <span className="desk-row-line">
              <span className="number">{row.shownNumber}</span>
              <span className="row">
                <UrgencyMark urgency={row.urgency} />
                <TypeMark type={row.type} />
              </span>
            </span>
            <span className="desk-row-title">{row.title}</span>
            <span className="desk-row-line">
              <Due dueAt={row.dueAt} yellowAt={row.yellowAt} exact={false} />
              <NextCall row={row} now={now} />
              <span>
                {row.placeName ?? row.categoryName} · {shortTime(row.registeredAt, now)}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
