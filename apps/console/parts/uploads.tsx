import type { UploadView } from '#domain/views'
import { UPLOAD_STATES } from '#domain/words'
import { fullTime } from '../words/time'
import { Mark } from './marks'

const COLOURS = { uploading: 'amber', uploaded: 'green', refused: 'red', failed: 'red' } as const

export const UploadMark = ({ state }: Pick<UploadView, 'state'>) => (
  <Mark colour={COLOURS[state]}>{UPLOAD_STATES[state]}</Mark>
)

/** 答复上传: what went back to the platform the demand came from, and what the platform said to it. */
export function Uploads({ uploads }: { uploads: UploadView[] }) {
  return (
    <>
      <h3>答复上传</h3>
      <ol className="plain-rows">
        {uploads.map((each) => (
          <li key={each.seq}>
            <div className="spread">
              <strong>{each.platform}</strong>
              <UploadMark state={each.state} />
            </div>
            {each.text && <p className="words timeline-words">{each.text}</p>}
            {each.reason && <p className="words timeline-words">平台退回理由：{each.reason}</p>}
            <p className="quiet">
              {fullTime(each.settledAt ?? each.createdAt)}
              {each.fault && `；${each.fault}`}
            </p>
          </li>
        ))}
      </ol>
    </>
  )
}
