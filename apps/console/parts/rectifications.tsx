import { GRADES, RECTIFICATION_CHECKS, RECTIFICATION_STATES } from '#domain/words'
import type { RectificationView } from '#domain/views'
import { fullTime } from '../words/time'
import { Due } from './lamp'
import { Mark } from './marks'

const KINDS = { submitted: '提交整改', ...RECTIFICATION_CHECKS }

/** What bad reviews obliged to, and every step of it. */
export function Rectifications({ rectifications }: { rectifications: RectificationView[] }) {
  return (
    <ol className="plain-rows">
      {rectifications.map(({ id, round, unitName, grade, state, dueAt, steps }) => (
        <li key={id}>
          <div className="spread">
            <strong>
              第 {round} 轮 · {unitName} <Mark colour="red">{GRADES[grade as keyof typeof GRADES]}</Mark>{' '}
              <Mark colour={state === 'done' ? 'green' : 'amber'}>{RECTIFICATION_STATES[state]}</Mark>
            </strong>
            {state === 'done' ? (
              <span className="quiet">应于 {fullTime(dueAt)} 前完成</span>
            ) : (
              <Due dueAt={dueAt} yellowAt={dueAt} />
            )}
          </div>
          {steps.map((step) => (
            <p key={step.at} className="words timeline-words">
              {KINDS[step.kind]} · {step.by} · {fullTime(step.at)}
              {step.grade && ` · ${GRADES[step.grade as keyof typeof GRADES]}`}
              <br />
              {step.words}
            </p>
          ))}
        </li>
      ))}
    </ol>
  )
}
