import { Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { AgendaItemView, ConsultationResult, ItemResult } from '#domain/views'
import { AGENDA_STATES, ASSIGNMENT_ROLES, ASSIGNMENT_STATES, type AgendaState } from '#domain/words'
import { call } from '../../api/http'
import { useChange } from '../../api/use-change'
import { Due } from '../../parts/lamp'
import { Mark, TypeMark, UrgencyMark } from '../../parts/marks'
import { ConclusionForm } from './conclusion-form'

interface ItemProps {
  consultationId: string
  item: AgendaItemView
  mayHold: boolean
  onResults: (results: ItemResult[]) => void
}

const COLOURS = { listed: 'amber', concluded: 'green', postponed: 'grey', dropped: 'grey' } as const satisfies Record<
  AgendaState,
  string
>

/** One ticket: how it stands, what was said, what is concluded. */
export function AgendaItem({ consultationId, item, mayHold, onResults }: ItemProps) {
  const { ticket, assignments, state, conclusion, returns } = item
  const [writing, setWriting] = useState(false)
  const open = mayHold && state === 'listed'
  return (
    <li data-row>
      <div className="spread">
        <span className="row">
          <Link to={`/ticket/${ticket.id}`} className="number">
            {ticket.shownNumber}
          </Link>
          <strong>{ticket.title}</strong>
          <TypeMark type={ticket.type} /> <UrgencyMark urgency={ticket.urgency} />
        </span>
        <span className="row">
          {ticket.dueAt && <Due dueAt={ticket.dueAt} yellowAt={ticket.yellowAt} exact={false} />}
          <Mark colour={COLOURS[state]}>{AGENDA_STATES[state]}</Mark>
        </span>
      </div>
      <p className="quiet">
        退单 {returns} 次；
        {assignments
          .map(
            ({ unitName, role, state: duty }) => `${unitName}（${ASSIGNMENT_ROLES[role]}，${ASSIGNMENT_STATES[duty]}）`,
          )
          .join('、')}
      </p>
      {conclusion && !writing && <Conclusion item={item} />}
      {open && !writing && (
        <div className="row">
          <Button size="small" onClick={() => setWriting(true)}>
            {conclusion ? '修改结论' : '填写结论'}
          </Button>
          <Postpone consultationId={consultationId} item={item} onResults={onResults} />
        </div>
      )}
      {open && writing && (
        <ConclusionForm consultationId={consultationId} item={item} onClose={() => setWriting(false)} />
      )}
    </li>
  )
}

export function Conclusion({ item: { state, conclusion } }: { item: AgendaItemView }) {
  if (!conclusion) return null
  const { units, replyDays, basis, discussion } = conclusion
  return (
    <div className="words timeline-words">
      {state === 'listed' && <Mark colour="amber">尚未落实</Mark>}
      {discussion && <p>讨论情况：{discussion}</p>}
      {basis && <p>会商结论：{basis}</p>}
      <p>
        承办单位：{units.map(({ unitName, role }) => `${unitName}（${ASSIGNMENT_ROLES[role]}）`).join('、')}
        {replyDays ? `；自结论起 ${replyDays} 个工作日内答复` : ''}
      </p>
    </div>
  )
}

function Postpone({ consultationId, item, onResults }: Omit<ItemProps, 'mayHold'>) {
  const [reason, setReason] = useState('')
  const { busy, change } = useChange('lists')
  const postpone = async () => {
    const path = `/consultations/${consultationId}/items/${item.itemId}/postpone`
    const body = { reason }
    const answer = await change((intention) => call<ConsultationResult>('POST', path, { body, intention }), '已延后')
    if (answer) onResults(answer.results)
  }
  return (
    <Popconfirm
      title="延后到下次会商"
      description={
        <Input
          aria-label="延后理由"
          placeholder="延后理由"
          value={reason}
          maxLength={500}
          onChange={({ target }) => setReason(target.value)}
        />
      }
      okText="延后"
      cancelText="返回"
      okButtonProps={{ disabled: reason.trim().length < 2, loading: busy }}
      onConfirm={() => void postpone()}
    >
      <Button size="small">延后</Button>
    </Popconfirm>
  )
}
