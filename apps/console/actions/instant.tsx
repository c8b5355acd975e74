import { App, Button } from 'antd'
import { useState } from 'react'
import type { ActionOffer, ActionResult, TicketView } from '#domain/views'
import { type Changes, changesOf, wordsOf } from '../api/problem'
import { useAct } from './use-act'

interface InstantProps {
  ticket: TicketView
  offer: ActionOffer
  label: string
  onDone?: (result: ActionResult) => void
}

/** An action with nothing to fill in. When the ticket changed meanwhile, the person is told and asked once more. */
export function InstantButton({ ticket, offer, label, onDone }: InstantProps) {
  const [busy, setBusy] = useState(false)
  const act = useAct(ticket.id, offer)
  const { message, modal } = App.useApp()
  const ask = (changes: Changes) =>
    modal.confirm({
      title: '工单刚刚有变化',
      content: (
        <ul>
          {changes.events.map((event) => (
            <li key={event.seq}>
              {event.by}：{event.text}
            </li>
          ))}
        </ul>
      ),
      okText: `仍然${offer.label}`,
      cancelText: '先看看',
      onOk: () => run(changes.version),
    })
  const run = async (version: number) => {
    setBusy(true)
    try {
      const result = await act({}, version)
      message.success(`${ticket.shownNumber} 已${offer.label}`)
      onDone?.(result)
    } catch (error) {
      const changes = changesOf(error)
      if (changes) ask(changes)
      else message.error(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button type={offer.primary ? 'primary' : 'default'} loading={busy} onClick={() => void run(ticket.version)}>
      {label}
    </Button>
  )
}
