import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { ActionOffer, TicketView } from '#domain/views'
import { TICKET_HEADING } from '../parts/ticket-head'
import { formOf } from './forms'
import { InstantButton } from './instant'
import { ActionPanel } from './panel'

/** Every action the server offers now, and nothing else. A form opens beside the ticket, so that both can be read. */
export function ActionButtons({ ticket, offers = ticket.actions }: { ticket: TicketView; offers?: ActionOffer[] }) {
  const [open, setOpen] = useState<ActionOffer>()
  const done = () => {
    setOpen(undefined)
    document.getElementById(TICKET_HEADING)?.focus()
  }
  return (
    <div className="row no-print" data-actions>
      {[...offers].sort(primaryLast).map((offer) =>
        formOf(offer).Fields ? (
          <Button key={keyOf(offer)} type={offer.primary ? 'primary' : 'default'} onClick={() => setOpen(offer)}>
            {labelOf(ticket, offer)}
          </Button>
        ) : (
          <InstantButton
            key={keyOf(offer)}
            ticket={ticket}
            offer={offer}
            label={labelOf(ticket, offer)}
            onDone={done}
          />
        ),
      )}
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open && `${labelOf(ticket, open)} · ${ticket.shownNumber}`}
        size={600}
        mask={false}
        destroyOnHidden
      >
        {open && <ActionPanel key={keyOf(open)} ticket={ticket} offer={open} form={formOf(open)} onDone={done} />}
      </Drawer>
    </div>
  )
}

const keyOf = ({ action, assignmentId }: ActionOffer) => `${action}-${assignmentId ?? ''}`
const primaryLast = (one: ActionOffer, other: ActionOffer) => Number(one.primary) - Number(other.primary)

/** The unit is named when more than one of this person's units has something to do. */
function labelOf(ticket: TicketView, { label, assignmentId }: ActionOffer): string {
  const units = new Set(ticket.actions.map((each) => each.assignmentId).filter(Boolean))
  const unit = ticket.assignments.find(({ id }) => id === assignmentId)
  return unit && units.size > 1 ? `${label}（${unit.unitName}）` : label
}
