import { useState } from 'react'
import type { EventView, TicketView } from '#domain/views'
import { type Changes } from '../api/problem'
import { useEvents } from '../api/queries'

export interface Seen {
  /** The version this person looked at when the form was opened, or agreed to since. */
  version: number
  news: EventView[]
  read(): void
  /** The server said no: these are the changes nobody had shown yet. */
  learn(changes: Changes): void
}

export function useSeen(ticket: TicketView): Seen {
  const events = useEvents(ticket.id).data?.items ?? []
  const last = events.at(-1)?.seq ?? 0
  const [seen, setSeen] = useState({ version: ticket.version, seq: last })
  const [told, setTold] = useState<Changes>()
  if (seen.seq === 0 && last > 0 && ticket.version === seen.version) setSeen({ ...seen, seq: last })
  const version = Math.max(ticket.version, told?.version ?? 0)
  const fresh = seen.seq > 0 ? events.filter(({ seq }) => seq > seen.seq) : []
  return {
    version: seen.version,
    news: version > seen.version ? longer(fresh, told?.events ?? []) : [],
    read: () => setSeen({ version, seq: Math.max(last, told?.events.at(-1)?.seq ?? 0) }),
    learn: setTold,
  }
}

const longer = (one: EventView[], other: EventView[]) => (one.length >= other.length ? one : other)
