import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { UrgeInput } from '#domain/inputs'
import type { ActionResult, TicketView } from '#domain/views'
import { check } from '../../actions/faults'
import { call, get } from '../../api/http'
import { useIntention } from '../../api/intention'
import { wordsOf } from '../../api/problem'
import { forgetTickets } from '../../api/queries'

interface AttachProps {
  ticketId: string
  content: string
  onAttached: (result: ActionResult) => void
}

/** The same matter again is an urge on the ticket in hand, with the words of this call; no second ticket. */
export function Attach({ ticketId, content, onAttached }: AttachProps) {
  const [busy, setBusy] = useState(false)
  const { message } = App.useApp()
  const client = useQueryClient()
  const intend = useIntention()
  const attach = async () => {
    const body = { by: 'requester', note: content.trim() }
    const [fault] = Object.values(check(UrgeInput, body)).flat()
    if (fault) return message.error(`${fault}：请在“诉求内容”中填写`)
    setBusy(true)
    try {
      const { version } = await get<TicketView>(`/tickets/${ticketId}`)
      const path = `/tickets/${ticketId}/actions/urge`
      const result = await intend((intention) => call<ActionResult>('POST', path, { body, version, intention }))
      forgetTickets(client, [ticketId])
      onAttached(result)
    } catch (error) {
      message.error(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button size="small" loading={busy} onClick={() => void attach()}>
      作为催办并入
    </Button>
  )
}
