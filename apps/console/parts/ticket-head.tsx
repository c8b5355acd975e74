import type { ReactNode } from 'react'
import type { TicketView } from '#domain/views'
import { HANDED_OVER_TO, HANDED_TO, STILL } from '#domain/words'
import { LANGUAGES, TURN_STATES } from '#domain/words/desk'
import { RUNGS } from '#domain/workflow/escalate'
import { Due } from './lamp'
import { Why } from './why'
import { Mark, TicketStateMark, TypeMark, UrgencyMark } from './marks'

/** Where the focus goes when the button that had it is gone. */
export const TICKET_HEADING = 'ticket-heading'

export function TicketHead({
  ticket,
  children,
  level = 1,
}: {
  ticket: TicketView
  children?: ReactNode
  level?: 1 | 2
}) {
  const Number = level === 1 ? 'h1' : 'h2'
  return (
    <section className="card ticket-head" aria-label="工单概况">
      <div className="spread">
        <div className="row">
          <Number className="ticket-number" id={level === 1 ? TICKET_HEADING : undefined} tabIndex={-1}>
            {ticket.shownNumber}
          </Number>
          <TicketStateMark state={ticket.state} />
          <TypeMark type={ticket.type} />
          <UrgencyMark urgency={ticket.urgency} />
          {ticket.confidential && <Mark colour="red">内容保密</Mark>}
          {ticket.nameConfidential && <Mark colour="red">姓名保密</Mark>}
          {ticket.requester && ticket.requester.language !== 'chinese' && (
            <Mark colour="blue">请用{LANGUAGES[ticket.requester.language]}联系</Mark>
          )}
          {ticket.redoCount > 0 && <Mark colour="amber">第 {ticket.redoCount} 次重办</Mark>}
          {ticket.escalated && <Mark colour="red">已升级</Mark>}
          {ticket.problem && <Mark colour="red">问题工单</Mark>}
          {ticket.consulting && <Mark colour="amber">待会商</Mark>}
          {ticket.complex && <Mark colour="blue">疑难复杂，时限已延长</Mark>}
          {ticket.ruled && <Mark colour="blue">已裁定</Mark>}
          {ticket.shelvedAt && <Mark colour="amber">已挂账，{ticket.reviewOn} 复核</Mark>}
          {ticket.difficult && <Mark colour="amber">疑难，{ticket.checkOn} 检查</Mark>}
          {ticket.still && <Mark colour="amber">{STILL[ticket.still]}</Mark>}
          {ticket.kin.mergedCount > 0 && <Mark colour="blue">并入 {ticket.kin.mergedCount} 件</Mark>}
          {ticket.escalation > 0 && <Mark colour="red">已升级至{RUNGS[ticket.escalation - 1]}</Mark>}
          {ticket.plannedOn && <Mark colour="amber">列入计划，{ticket.plannedOn} 核查</Mark>}
          {ticket.waitsForMerged && <Mark colour="amber">待并入工单回访</Mark>}
          {ticket.urgeCount > 0 && <Mark colour="amber">催办 {ticket.urgeCount} 次</Mark>}
          {ticket.falseClosure && <Mark colour="amber">七天内重复来电</Mark>}
          {ticket.cameBack && <Mark colour="red">假闭环</Mark>}
          {ticket.turnState && (
            <Mark colour={ticket.turnState === 'refused' ? 'red' : 'blue'}>
              {ticket.turnedTo && HANDED_OVER_TO[ticket.turnedTo]}：{TURN_STATES[ticket.turnState]}
            </Mark>
          )}
          {ticket.handedTo && <Mark colour="red">已移送{HANDED_TO[ticket.handedTo]}</Mark>}
        </div>
        {ticket.dueAt && (
          <span className="row">
            <Due dueAt={ticket.dueAt} yellowAt={ticket.yellowAt} />
            <Why ticketId={ticket.id} of={{ dueAt: ticket.dueAt }} />
          </span>
        )}
      </div>
      <div className="spread">
        <p className="ticket-title">{ticket.title}</p>
        {children}
      </div>
    </section>
  )
}
