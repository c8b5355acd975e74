import { Link } from 'react-router'
import type { ReactNode } from 'react'
import type { TicketView } from '#domain/views'
import { Assignments } from './assignments'
import { Callbacks } from './callbacks'
import { hasKin, Kin } from './kin'
import { RequesterFacts, TicketFacts } from './ticket-facts'
import { TicketHead } from './ticket-head'
import { TicketWords } from './ticket-words'

/** Enough of a ticket to decide on it; the whole of it is one link away. */
export function TicketBrief({
  ticket,
  children,
  requester = true,
}: {
  ticket: TicketView
  children?: ReactNode
  requester?: boolean
}) {
  return (
    <div className="stack">
      <TicketHead ticket={ticket} level={2}>
        <Link to={`/ticket/${ticket.id}`} className="nowrap">
          查看全部过程
        </Link>
      </TicketHead>
      {children}
      <section className="card" aria-label="诉求内容">
        <h2>诉求内容</h2>
        <TicketWords ticket={ticket} />
      </section>
      {hasKin(ticket) && (
        <section className="card" aria-label="并单、拆分与关联">
          <h2>并单、拆分与关联</h2>
          <Kin ticket={ticket} />
        </section>
      )}
      {ticket.assignments.length > 0 && (
        <section className="card" aria-label="承办任务">
          <h2>承办任务</h2>
          <Assignments ticket={ticket} />
        </section>
      )}
      {ticket.callbacks.length > 0 && (
        <section className="card" aria-label="以往回访">
          <h2>以往回访</h2>
          <Callbacks callbacks={ticket.callbacks} />
        </section>
      )}
      <div className="two">
        {requester && (
          <section className="card" aria-label="诉求人">
            <h2>诉求人</h2>
            <RequesterFacts ticket={ticket} />
          </section>
        )}
        <section className="card" aria-label="基本信息">
          <h2>基本信息</h2>
          <TicketFacts ticket={ticket} />
        </section>
      </div>
    </div>
  )
}
