import { Radio } from 'antd'
import { useState } from 'react'
import type { TicketView } from '#domain/views'
import { formOf } from '../../actions/forms'
import { useHeldOffer } from '../../actions/held-offer'
import { ActionPanel } from '../../actions/panel'
import { TicketBrief } from '../../parts/ticket-brief'
import { fullTime } from '../../words/time'
import { Gone, NotOffered } from '../dispatch/dispatch-pane'
import { ToSay } from './to-say'

/** What can come of taking a ticket up here; what the server offers decides which of them there are. */
const WAYS = [
  { action: 'callback', label: '已接通' },
  { action: 'unreached', label: '未接通' },
  { action: 'promiseCall', label: '约定时间' },
  { action: 'settleRating', label: '处置自助评价' },
  { action: 'followUp', label: '延期复核' },
  { action: 'checkRectification', label: '整改核查' },
]

/** One screen: the phone number, whether someone answered, what they said, and what is decided about it. */
export function CallbackPane({ ticket, onDone }: { ticket: TicketView; onDone: () => void }) {
  const offered = WAYS.filter(({ action }) => ticket.actions.some((offer) => offer.action === action))
  const [chosen, choose] = useState(offered[0]?.action)
  const held = useHeldOffer(ticket, [chosen ?? 'callback'])
  if (!offered.length && !held.offer)
    return (
      <TicketBrief ticket={ticket}>
        <NotOffered ticket={ticket} what="回访" />
      </TicketBrief>
    )
  return (
    <TicketBrief ticket={ticket} requester={false}>
      <section className="card" aria-label="回访登记">
        <h2>回访登记</h2>
        {held.gone && <Gone />}
        {ticket.callFrom && <NextCall ticket={ticket} at={ticket.callFrom} />}
        <div className="callback">
          <div>
            <Radio.Group
              className="gap-below"
              value={chosen}
              onChange={(event) => choose(event.target.value as string)}
              options={offered.map(({ action, label }) => ({ value: action, label }))}
              optionType="button"
              buttonStyle="solid"
              aria-label="回访情况"
            />
            {held.offer && (
              <ActionPanel
                key={held.offer.action}
                ticket={ticket}
                offer={held.offer}
                form={formOf(held.offer)}
                onDirty={held.hold}
                onDone={onDone}
              />
            )}
          </div>
          <ToSay ticket={ticket} />
        </div>
      </section>
    </TicketBrief>
  )
}

function NextCall({ ticket, at }: { ticket: TicketView; at: string }) {
  const text = ticket.callPromised ? `已约定 ${fullTime(at)} 回访。` : `本半天已拨打过，${fullTime(at)} 后可再次尝试。`
  return <p className="quiet gap-below">{text}</p>
}
