import { REQUEST_KINDS, REQUEST_STATES, SUPERVISION_MODES, SUPERVISION_OUTCOMES } from '#domain/words'
import type { RequestView, SupervisionView } from '#domain/views'
import { fullTime } from '../words/time'
import { Due } from './lamp'
import { Mark } from './marks'

/** 申请: what units asked for, who decides next, and what was decided. */
export function Requests({ requests }: { requests: RequestView[] }) {
  return (
    <ol className="plain-rows">
      {requests.map((each) => (
        <li key={each.id}>
          <div className="spread">
            <strong>
              {each.unitName} · {REQUEST_KINDS[each.kind]}
            </strong>
            <Mark colour={each.state === 'open' ? 'amber' : each.state === 'approved' ? 'green' : 'grey'}>
              {REQUEST_STATES[each.state]}
              {each.state === 'open' && each.steps > 1 && `（第 ${each.step} 级，共 ${each.steps} 级）`}
            </Mark>
          </div>
          <p className="row">
            {each.reason && <Mark>{each.reason}</Mark>}
            {each.amount && <Mark>延长 {each.amount}</Mark>}
            {each.reviewOn && <Mark>{each.reviewOn} 复核</Mark>}
            {each.suggestedUnit && <Mark>建议 {each.suggestedUnit}</Mark>}
          </p>
          {each.words && <p className="words timeline-words">{each.words}</p>}
          <p className="quiet">
            {each.askedBy} · {fullTime(each.askedAt)}
            {each.decidedAt && `；${each.decidedBy} · ${fullTime(each.decidedAt)} 审批`}
          </p>
        </li>
      ))}
    </ol>
  )
}

/** 督办 and 批示, each with the day it must be answered by. */
export function Supervisions({ supervisions }: { supervisions: SupervisionView[] }) {
  return (
    <ol className="plain-rows">
      {supervisions.map((each) => (
        <li key={each.id}>
          <div className="spread">
            <strong>
              {SUPERVISION_MODES[each.mode]} · {each.unitName}
            </strong>
            {each.outcome ? (
              <Mark colour={each.outcome === 'satisfied' ? 'green' : 'red'}>{SUPERVISION_OUTCOMES[each.outcome]}</Mark>
            ) : each.answeredAt ? (
              <Mark colour="blue">已答复，待办结</Mark>
            ) : (
              <Due dueAt={each.answerBy} yellowAt={each.answerBy} />
            )}
          </div>
          {each.fromUnit && (
            <p>
              {each.fromUnit}吹哨，{fullTime(each.answerBy)} 前报到
              {each.answeredAt && each.answeredAt > each.answerBy && <Mark colour="red">逾期报到</Mark>}
            </p>
          )}
          {each.letterNumber && <p>{each.letterNumber}</p>}
          {each.words && <p className="words timeline-words">{each.words}</p>}
          <p className="quiet">
            {each.issuedBy} · {fullTime(each.issuedAt)}
          </p>
        </li>
      ))}
    </ol>
  )
}
