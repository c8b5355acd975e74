import { Radio } from 'antd'
import { useState } from 'react'
import type { TicketView } from '#domain/views'
import { formOf } from '../../actions/forms'
import { useHeldOffer } from '../../actions/held-offer'
import { ActionPanel } from '../../actions/panel'
import { RequesterFacts } from '../../parts/ticket-facts'
import { TicketBrief } from '../../parts/ticket-brief'
import { Gone, NotOffered } from '../dispatch/dispatch-pane'

/** One screen: the phone number, whether someone answered, and what they said. */
export function CallbackPane({ ticket, onDone }: { ticket: TicketView; onDone: () => void }) {
  const [reached, setReached] = useState(true)
  const talk = useHeldOffer(ticket, ['callback'])
  const missed = useHeldOffer(ticket, ['unreached'])
  const held = reached ? talk : missed
  if (!talk.offer && !missed.offer)
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
        <div className="callback">
          <div>
            <Radio.Group
              className="gap-below"
              value={reached}
              onChange={(event) => setReached(event.target.value as boolean)}
              options={REACHED}
              optionType="button"
              buttonStyle="solid"
              aria-label="是否接通"
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

/** What one needs in sight while talking: whom to call, and what the units say was done. */
function ToSay({ ticket }: { ticket: TicketView }) {
  const answers = ticket.assignments.flatMap(({ id, unitName, replies }) =>
    replies
      .filter(({ state }) => state === 'accepted')
      .map(({ publicText, round }) => ({ key: `${id}-${round}`, unitName, publicText })),
  )
  return (
    <aside className="stack" aria-label="通话参考">
      <div>
        <h3>诉求人</h3>
        <RequesterFacts ticket={ticket} />
      </div>
      {answers.map(({ key, unitName, publicText }) => (
        <div key={key}>
          <h3>{unitName}的公开答复</h3>
          <p className="words quiet">{publicText}</p>
        </div>
      ))}
    </aside>
  )
}

const REACHED = [
  { value: true, label: '已接通' },
  { value: false, label: '未接通' },
]
