import { REDO_EXITS, TRANSFERRED_TO } from '#domain/words'
import type { DisposalView } from '#domain/views'
import { fullTime } from '../words/time'

/** What was decided about rounds the requester was not satisfied with. */
export function Disposals({ disposals }: { disposals: DisposalView[] }) {
  if (disposals.length === 0) return null
  return (
    <ol className="plain-rows">
      {disposals.map(({ round, exit, at, by, reason, checkOn, checkedAt, transferredTo }) => (
        <li key={round}>
          <div className="spread">
            <strong>
              第 {round} 轮 · {REDO_EXITS[exit]}
              {checkOn && `，${checkOn} 复核${checkedAt ? '（已复核）' : ''}`}
              {transferredTo && `，移交${TRANSFERRED_TO[transferredTo]}`}
            </strong>
            <span className="quiet">
              {by} · {fullTime(at)}
            </span>
          </div>
          <p className="words">{reason}</p>
        </li>
      ))}
    </ol>
  )
}
