import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { forgetAll, forgetTickets } from '../api/queries'
import { connectLive } from './connect'

/** Reads again what live events made old: gathered for a moment, so that a burst is one refetch. Forms are never touched. */
export function useLive() {
  const client = useQueryClient()
  useEffect(() => {
    const changed = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      forgetTickets(client, changed)
      changed.clear()
    }
    const disconnect = connectLive({
      events(events) {
        for (const { ticketId } of events) changed.add(ticketId)
        timer ??= setTimeout(flush, 250)
      },
      missed: () => forgetAll(client),
      notice: () => {
        void client.invalidateQueries({ queryKey: ['notices'] })
        void client.invalidateQueries({ queryKey: ['announcements'] })
      },
      calls: () =>
        void client.invalidateQueries({ predicate: ({ queryKey }) => /^telephone/.test(String(queryKey[0])) }),
    })
    return () => {
      clearTimeout(timer)
      disconnect()
    }
  }, [client])
}
