import { Alert, Radio } from 'antd'
import { useState } from 'react'
import { ApproveInput, RejectInput } from '#domain/inputs'
import type { RequestView, TicketView } from '#domain/views'
import type { ActionForm } from '../../actions/forms'
import { useHeldOffer } from '../../actions/held-offer'
import { madeFields } from '../../actions/made-fields'
import { ActionPanel } from '../../actions/panel'
import { Requests } from '../../parts/requests'
import { TicketBrief } from '../../parts/ticket-brief'

interface PaneProps {
  ticket: TicketView
  requestId?: string
  onDone: () => void
}

/** What is asked for above the ticket it is about, and the two ways to answer. */
export function RequestPane({ ticket, requestId, onDone }: PaneProps) {
  const { requests } = ticket
  const request = requests.find(({ id }) => id === requestId) ?? requests.find(({ mayDecide }) => mayDecide)
  return (
    <TicketBrief ticket={ticket}>
      {request ? (
        <section className="card" aria-label="申请">
          <h2>申请</h2>
          <Requests requests={[request]} />
          <Decision ticket={ticket} request={request} onDone={onDone} />
        </section>
      ) : (
        <NothingToDecide ticket={ticket} />
      )}
    </TicketBrief>
  )
}

const DECISIONS = {
  approve: { label: '同意', input: ApproveInput, Fields: madeFields(ApproveInput, ['requestId']) },
  reject: { label: '驳回', input: RejectInput, Fields: madeFields(RejectInput, ['requestId']) },
} as const
type Way = keyof typeof DECISIONS

/** Once something was typed the form stays, even when somebody else was faster. */
function Decision({ ticket, request, onDone }: { ticket: TicketView; request: RequestView; onDone: () => void }) {
  const [way, setWay] = useState<Way>('approve')
  const held = useHeldOffer(ticket, [way])
  const [typed, setTyped] = useState(false)
  if (!held.offer || (!request.mayDecide && !typed)) return <NothingToDecide ticket={ticket} />
  return (
    <>
      {!request.mayDecide && <NothingToDecide ticket={ticket} />}
      <Radio.Group
        className="gap-below"
        aria-label="审批结果"
        value={way}
        onChange={({ target }) => {
          held.drop()
          setWay(target.value as Way)
        }}
        options={(Object.keys(DECISIONS) as Way[]).map((value) => ({ value, label: DECISIONS[value].label }))}
        optionType="button"
      />
      <ActionPanel
        key={way}
        ticket={ticket}
        offer={held.offer}
        form={formOf(way, request)}
        onDirty={() => {
          held.hold()
          setTyped(true)
        }}
        onDone={onDone}
      />
    </>
  )
}

const formOf = (way: Way, { id }: RequestView): ActionForm => ({
  input: DECISIONS[way].input,
  Fields: DECISIONS[way].Fields,
  body: (values) => ({ ...values, requestId: id }),
  draft: true,
})

const NothingToDecide = ({ ticket }: { ticket: TicketView }) => (
  <Alert
    type="info"
    showIcon
    title={`工单 ${ticket.shownNumber} 现在没有等您审批的申请，可能已由他人审批，请从左侧选择下一件。`}
  />
)
