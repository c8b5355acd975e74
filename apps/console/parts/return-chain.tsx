import { ASSIGNMENT_ROLES, REQUEST_STATES } from '#domain/words'
import type { TicketView } from '#domain/views'
import { returnChain } from '#domain/workflow/return-chain'
import { fullTime } from '../words/time'
import { Mark } from './marks'

/** 退单链: one line per return, from who gave it back to who has it next, and what it means for the first dispatch. */
export function ReturnChain({ ticket }: { ticket: TicketView }) {
  const chain = returnChain(ticket.requests, ticket.assignments)
  return (
    <>
      <p className="row">
        <Mark colour={ticket.dispatchedRight ? 'green' : 'amber'}>
          {ticket.dispatchedRight ? '首次派单准确' : '首次派单不准确'}
        </Mark>
        {ticket.consulting && <Mark colour="amber">等待会商</Mark>}
        {ticket.ruled && <Mark colour="blue">已裁定，不能再退单</Mark>}
      </p>
      <ol className="plain-rows">
        {chain.map(({ request, next }, at) => (
          <li key={request.id}>
            <div className="spread">
              <strong>
                第 {at + 1} 次 · {request.unitName}
              </strong>
              <Mark colour={request.state === 'open' ? 'amber' : request.state === 'approved' ? 'green' : 'grey'}>
                {REQUEST_STATES[request.state]}
              </Mark>
            </div>
            <p className="row">
              <Mark>{request.reason}</Mark>
              {request.suggestedUnit && <Mark>建议 {request.suggestedUnit}</Mark>}
            </p>
            {request.words && <p className="words timeline-words">{request.words}</p>}
            <p className="quiet">
              {request.askedBy} · {fullTime(request.askedAt)}
              {request.decidedAt && `；${request.decidedBy} · ${fullTime(request.decidedAt)} 审核`}
            </p>
            {next.length > 0 && (
              <p>→ 改派 {next.map(({ unitName, role }) => `${unitName}（${ASSIGNMENT_ROLES[role]}）`).join('、')}</p>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}
