import { Link } from 'react-router'
import { REQUEST_KINDS } from '#domain/words'
import type { RequestRow } from '#domain/views'
import { useNow } from '../../api/clock'
import { Due } from '../../parts/lamp'
import { Mark, UrgencyMark } from '../../parts/marks'
import { shortTime } from '../../words/time'

interface RowsProps {
  rows: RequestRow[]
  chosen?: string
  to: (row: RequestRow) => string
}

export function RequestRows({ rows, chosen, to }: RowsProps) {
  const now = useNow(60_000)
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id}>
          <Link className="desk-row" data-row to={to(row)} aria-current={row.id === chosen ? 'true' : undefined}>
            <span className="desk-row-line">
              <span className="number">{row.shownNumber}</span>
              <span className="row">
                <UrgencyMark urgency={row.urgency} />
                <Mark colour="amber">{kindWords(row)}</Mark>
              </span>
            </span>
            <span className="desk-row-title">{row.title}</span>
            <span className="desk-row-line">
              <Due dueAt={row.dueAt} yellowAt={row.yellowAt} exact={false} />
              <span>
                {row.unitName} · {shortTime(row.askedAt, now)}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function kindWords({ kind, amount, step, steps }: RequestRow): string {
  if (amount) return `${REQUEST_KINDS[kind]} ${amount}`
  return steps > 1 ? `${REQUEST_KINDS[kind]} 第 ${step} 级` : REQUEST_KINDS[kind]
}
