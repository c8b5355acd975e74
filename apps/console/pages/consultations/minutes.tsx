import type { ConsultationView } from '#domain/views'
import { AGENDA_STATES, ASSIGNMENT_ROLES } from '#domain/words'
import { fullTime } from '../../words/time'

/** 会商纪要, for paper alone: of a unit's print there is no more than of its page. */
export function Minutes({ meeting }: { meeting: ConsultationView }) {
  const { title, at, place, chair, units, attendees, items } = meeting
  return (
    <article className="minutes" aria-hidden="true">
      <h1>{title}纪要</h1>
      <p>
        时间：{fullTime(at)}；地点：{place}；主持人：{chair}
      </p>
      {units.length > 0 && <p>参会单位：{units.map(({ name }) => name).join('、')}</p>}
      {attendees.length > 0 && <p>参会人员：{attendees.join('、')}</p>}
      {items.map(({ itemId, ticket, conclusion, state }, at) => (
        <section key={itemId}>
          <h2>
            {at + 1}．{ticket.title}（{ticket.shownNumber}）
          </h2>
          {conclusion?.discussion && <p className="words">讨论情况：{conclusion.discussion}</p>}
          {conclusion ? (
            <>
              <p className="words">会商结论：{conclusion.basis}</p>
              <p>
                承办单位：
                {conclusion.units.map(({ unitName, role }) => `${unitName}（${ASSIGNMENT_ROLES[role]}）`).join('、')}
                {conclusion.replyDays ? `；自结论起 ${conclusion.replyDays} 个工作日内答复` : ''}
                {state === 'listed' ? '（尚未落实）' : ''}
              </p>
            </>
          ) : (
            <p>{AGENDA_STATES[state]}</p>
          )}
        </section>
      ))}
      <p className="minutes-sign">
        <span>主持人（签字）：</span>
        <span>日期：</span>
      </p>
    </article>
  )
}
