import type { TicketView } from '#domain/views'
import { formOf } from '../../actions/forms'
import { useHeldOffer } from '../../actions/held-offer'
import { ActionPanel } from '../../actions/panel'
import { TicketBrief } from '../../parts/ticket-brief'
import { Gone, NotOffered } from './dispatch-pane'

/** A call handed over: what those who took it say became of it. What they refuse comes back to the first tab. */
export function TurnPane({ ticket, onDone }: { ticket: TicketView; onDone: () => void }) {
  const held = useHeldOffer(ticket, ['turned'])
  return (
    <TicketBrief ticket={ticket}>
      {held.offer ? (
        <section className="card" aria-label="登记交转结果">
          <h2>登记交转结果</h2>
          {held.gone && <Gone />}
          <ActionPanel
            ticket={ticket}
            offer={held.offer}
            form={formOf(held.offer)}
            onDirty={held.hold}
            onDone={onDone}
          />
        </section>
      ) : (
        <NotOffered ticket={ticket} what="登记交转结果" />
      )}
    </TicketBrief>
  )
}
