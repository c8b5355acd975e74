import { GRADES, SOLVED } from '#domain/words'
import type { CallbackView } from '#domain/views'
import { fullTime } from '../words/time'
import { Mark } from './marks'

export function Callbacks({ callbacks }: { callbacks: CallbackView[] }) {
  return (
    <ol className="plain-rows">
      {callbacks.map((each) => (
        <li key={`${each.round}-${each.attempt}`}>
          <div className="spread">
            <strong>
              第 {each.round} 轮第 {each.attempt} 次 ·{' '}
              {each.via === 'link' ? '自助评价' : each.reached ? '已接通' : '未接通'}
            </strong>
            <span className="quiet">
              {each.by} · {fullTime(each.at)}
            </span>
          </div>
          {each.reached && <Outcome callback={each} />}
          {each.words && <p className="words timeline-words">{each.words}</p>}
        </li>
      ))}
    </ol>
  )
}

function Outcome({ callback }: { callback: CallbackView }) {
  const { solved, resultGrade, mannerGrade, contacted } = callback
  return (
    <p className="row">
      {solved && <Mark colour={solved === 'yes' ? 'green' : 'red'}>{SOLVED[solved]}</Mark>}
      {resultGrade && <Mark colour={colourOf(resultGrade)}>结果 {gradeWord(resultGrade)}</Mark>}
      {mannerGrade && <Mark colour={colourOf(mannerGrade)}>态度 {gradeWord(mannerGrade)}</Mark>}
      {contacted.map((each) => (
        <Mark key={each.unitName} colour={each.contacted ? 'grey' : 'red'}>
          {each.unitName}
          {each.contacted ? '联系过' : '没有联系'}
        </Mark>
      ))}
    </p>
  )
}

const colourOf = (grade: number) => (grade >= 4 ? 'green' : grade === 3 ? 'amber' : 'red')
const gradeWord = (grade: number) => GRADES[grade as keyof typeof GRADES]
