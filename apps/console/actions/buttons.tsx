import { DownOutlined } from '@ant-design/icons'
import { Button, Drawer, Dropdown } from 'antd'
import { useState } from 'react'
import type { ActionOffer, TicketView } from '#domain/views'
import { TICKET_HEADING } from '../parts/ticket-head'
import { ACTION_FORMS, formOf } from './forms'
import { InstantButton } from './instant'
import { ActionPanel } from './panel'

/** Every action the server offers now, and nothing else. A form opens beside the ticket, so that both can be read. */
export function ActionButtons({ ticket, offers = ticket.actions }: { ticket: TicketView; offers?: ActionOffer[] }) {
  const [open, setOpen] = useState<ActionOffer>()
  const done = () => {
    setOpen(undefined)
    document.getElementById(TICKET_HEADING)?.focus()
  }
  const { usual, rare } = parted(offers)
  return (
    <div className="row no-print" data-actions>
      {rare.length > 0 && (
        <Dropdown
          menu={{
            items: rare.map((offer) => ({
              key: keyOf(offer),
              label: labelOf(ticket, offer),
              onClick: () => setOpen(offer),
            })),
          }}
          trigger={['click']}
        >
          <Button icon={<DownOutlined aria-hidden="true" />} iconPosition="end">
            更多操作
          </Button>
        </Dropdown>
      )}
      {usual.sort(primaryLast).map((offer) =>
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

const BUTTONS = 4
const RARE = ['merge', 'split', 'link', 'unlink']

/** What is done every day has a button; the rest is in a menu, as soon as there is too much for a row. */
function parted(offers: ActionOffer[]): { usual: ActionOffer[]; rare: ActionOffer[] } {
  if (offers.length <= BUTTONS) return { usual: [...offers], rare: [] }
  const everyday = (offer: ActionOffer) =>
    offer.primary || (offer.action in ACTION_FORMS && !RARE.includes(offer.action)) || !formOf(offer).Fields
  return { usual: offers.filter(everyday), rare: offers.filter((offer) => !everyday(offer)) }
}

const keyOf = ({ action, assignmentId }: ActionOffer) => `${action}-${assignmentId ?? ''}`
const primaryLast = (one: ActionOffer, other: ActionOffer) => Number(one.primary) - Number(other.primary)

/** The unit is named when more than one of this person's units has something to do. */
function labelOf(ticket: TicketView, { label, assignmentId }: ActionOffer): string {
  const units = new Set(ticket.actions.map((each) => each.assignmentId).filter(Boolean))
  const unit = ticket.assignments.find(({ id }) => id === assignmentId)
  return unit && units.size > 1 ? `${label}（${unit.unitName}）` : label
}
