import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { DeliveryView, TicketMessages as Messages } from '#domain/views'
import { call, get } from '../api/http'
import { useIntention } from '../api/intention'
import { wordsOf } from '../api/problem'
import { fullTime } from '../words/time'
import { Uploads } from './uploads'
import { channelWords, DeliveryMark, faultWords } from './delivery-mark'
import { useSelf } from './me'
import { Empty, Failed, Loading } from './states'

/** What the requester was told, when, by what channel, and whether it arrived. */
export function TicketMessages({ ticketId }: { ticketId: string }) {
  const messages = useQuery({
    queryKey: ['ticket', ticketId, 'messages'],
    queryFn: ({ signal }) => get<Messages>(`/tickets/${ticketId}/messages`, signal),
    refetchInterval: (query) => (query.state.data?.items.some(({ state }) => state === 'queued') ? 15_000 : false),
  })
  const mayTell = useSelf().permissions.includes('ticket.register')
  if (messages.isPending) return <Loading />
  if (!messages.data) return <Failed error={messages.error} retry={() => void messages.refetch()} />
  const { items, uploads, optedOut } = messages.data
  return (
    <>
      {items.length === 0 && <Empty title="还没有告知诉求人" />}
      <ol className="plain-rows">
        {items.map((each) => (
          <li key={each.id}>
            <div className="spread">
              <strong>
                {each.label} · {channelWords(each)}
              </strong>
              <DeliveryMark delivery={each} />
            </div>
            {each.text && <p className="words timeline-words">{each.text}</p>}
            <p className="quiet">
              {timeWords(each)}
              {faultWords(each) && `；${faultWords(each)}`}
            </p>
            {mayTell && canBeTold(each) && <Told ticketId={ticketId} delivery={each} />}
          </li>
        ))}
      </ol>
      {uploads.length > 0 && <Uploads uploads={uploads} />}
      {mayTell && <OptOut ticketId={ticketId} out={optedOut} />}
    </>
  )
}

const canBeTold = ({ state, channel }: DeliveryView) =>
  state === 'failed' || state === 'expired' || (state === 'queued' && channel === 'console')

function timeWords({ state, sentAt, settledAt, notBefore, createdAt }: DeliveryView): string {
  if (state === 'delivered') return `${fullTime(settledAt!)} 送达`
  if (sentAt) return `${fullTime(sentAt)} 发送`
  return notBefore > createdAt && state === 'queued' ? `${fullTime(notBefore)} 起发送` : fullTime(createdAt)
}

function Told({ ticketId, delivery }: { ticketId: string; delivery: DeliveryView }) {
  const act = useAct(ticketId)
  return (
    <Button
      size="small"
      loading={act.busy}
      onClick={() => void act.run('POST', `/deliveries/${delivery.id}/told`, '已记为口头告知')}
    >
      已口头告知
    </Button>
  )
}

function OptOut({ ticketId, out }: { ticketId: string; out: boolean }) {
  const act = useAct(ticketId)
  return (
    <Checkbox
      checked={out}
      disabled={act.busy}
      onChange={({ target }) =>
        void act.run('PUT', `/tickets/${ticketId}/opt-out`, target.checked ? '不再向此号码发送告知' : '已恢复告知', {
          out: target.checked,
        })
      }
    >
      诉求人不愿接收短信（对此号码的全部工单有效）
    </Checkbox>
  )
}

function useAct(ticketId: string) {
  const [busy, setBusy] = useState(false)
  const intend = useIntention()
  const client = useQueryClient()
  const { message } = App.useApp()
  const run = async (method: 'POST' | 'PUT', path: string, done: string, body?: object) => {
    setBusy(true)
    try {
      await intend((intention) => call<void>(method, path, { intention, ...(body && { body }) }))
      message.success(done)
    } catch (error) {
      message.error(wordsOf(error))
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: ['ticket', ticketId, 'messages'] })
    }
  }
  return { busy, run }
}
