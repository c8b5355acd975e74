import type { TicketView } from '#domain/views'
import { ActionButtons } from '../../actions/buttons'
import { InstantButton } from '../../actions/instant'
import { TicketBrief } from '../../parts/ticket-brief'
import { NotOffered } from './dispatch-pane'

const REVIEW = ['accept', 'sendBack']

/** The units' replies side by side, and the two ways to answer them. */
export function ReviewPane({ ticket, onDone }: { ticket: TicketView; onDone: () => void }) {
  const offers = ticket.actions.filter(({ action }) => REVIEW.includes(action))
  const accept = offers.find(({ action }) => action === 'accept')
  const others = offers.filter(({ action }) => action !== 'accept')
  return (
    <TicketBrief ticket={ticket}>
      {offers.length > 0 ? (
        <section className="card spread" aria-label="审核">
          <p>请核对答复要素是否齐全、公开答复是否可以直接给诉求人看。</p>
          <div className="row">
            <ActionButtons ticket={ticket} offers={others} />
            {accept && <InstantButton ticket={ticket} offer={accept} label={accept.label} onDone={onDone} />}
          </div>
        </section>
      ) : (
        <NotOffered ticket={ticket} what="审核" />
      )}
    </TicketBrief>
  )
}
