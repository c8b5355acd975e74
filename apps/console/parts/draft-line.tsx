import { clockTime } from '../words/time'
import type { Draft } from './draft'

export function DraftLine({ draft }: { draft: Pick<Draft<unknown>, 'state' | 'savedAt'> }) {
  const { state, savedAt } = draft
  return (
    <span className="quiet" role="status">
      {state === 'saving' && '正在保存草稿…'}
      {state === 'saved' && savedAt && `草稿已保存 ${clockTime(savedAt)}`}
      {state === 'failed' && '草稿暂未保存，内容仍在本页'}
    </span>
  )
}
