import { App } from 'antd'
import { call as send } from '../api/http'
import { wordsOf } from '../api/problem'
import { useCall } from './queries'

/** The call an intake belongs to: still on, or over; and the ticket it was joined to instead of a new one. */
export function useAttachCall(call: string | null) {
  const { data } = useCall(call)
  const { message } = App.useApp()
  const attach = (ticketId: string) => {
    if (call)
      send('POST', `/calls/${call}/tickets`, { body: { ticketId } }).catch((error: unknown) =>
        message.error(wordsOf(error)),
      )
  }
  return { attach, talking: data !== undefined && data.answeredAt !== null && data.endedAt === null }
}
