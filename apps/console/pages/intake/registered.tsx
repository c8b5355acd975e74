import { App, Button } from 'antd'
import { Link } from 'react-router'
import { shownNumber } from '#domain/numbers'
import { TICKET_STATES } from '#domain/words'
import type { ActionResult, Proposal } from '#domain/views'
import { Deadlines } from '../../parts/proposal'

/** Sent on to be handled, over with the call, or joined to an earlier ticket. */
export type CallEnd = 'filed' | 'over' | 'attached'

interface RegisteredProps {
  result: ActionResult
  proposal?: Proposal
  how: CallEnd
  onNext: () => void
}

/** What the operator reads out: the number, then the deadlines. */
export function Registered({ result, proposal, how, onNext }: RegisteredProps) {
  const { message } = App.useApp()
  const number = shownNumber(result.number)
  const copy = () =>
    copyText(number).then(
      () => message.success('工单编号已复制'),
      () => message.error('浏览器不允许复制，请手工抄写'),
    )
  return (
    <section className="card narrow registered" aria-live="polite">
      <h2>
        {how === 'attached' ? '已作为催办并入' : '登记成功'} · {TICKET_STATES[result.state]}
      </h2>
      <p className="quiet">请告知诉求人工单编号：</p>
      <p className="big-number">{number}</p>
      <div className="row">
        <Button onClick={() => void copy()}>复制编号</Button>
        <Link to={`/ticket/${result.ticketId}`}>打开工单</Link>
      </div>
      {how === 'filed' && proposal && proposal.deadlines.length > 0 && (
        <div className="reply">
          <h3>办理时限</h3>
          <Deadlines proposal={proposal} />
        </div>
      )}
      <div className="form-foot registered-foot">
        <Button type="primary" size="large" autoFocus onClick={onNext}>
          继续登记下一件
        </Button>
      </div>
    </section>
  )
}

/** The clipboard interface is there on https only; an intranet may have neither. */
async function copyText(text: string) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  if (!done) throw new Error('copy refused')
}
