import type { ReactNode } from 'react'
import { useQueue } from '../api/queries'
import { QueueRows } from './queue-rows'
import { Empty, Failed, Loading } from './states'
import { More } from './ticket-table'

interface QueueProps {
  queue: 'dispatch' | 'review' | 'callback'
  label: string
  chosen?: string
  to: (id: string) => string
  empty: string
  children?: ReactNode
}

export function Queue({ queue, label, chosen, to, empty, children }: QueueProps) {
  const tickets = useQueue({ queue })
  const rows = tickets.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="desk-queue" aria-label={label}>
      {children}
      <div className="desk-rows">
        {tickets.isPending && <Loading />}
        {tickets.isError && !tickets.data && <Failed error={tickets.error} retry={() => void tickets.refetch()} />}
        {tickets.data && rows.length === 0 && <Empty title={empty} />}
        <QueueRows rows={rows} chosen={chosen} to={to} />
        <More list={tickets} />
      </div>
    </section>
  )
}

/** The ticket to take next: the first in the queue that is not the one just finished. */
export function useNextInQueue(queue: QueueProps['queue']) {
  const tickets = useQueue({ queue })
  const rows = tickets.data?.pages.flatMap((page) => page.items) ?? []
  return (finished?: string) => rows.find(({ id }) => id !== finished)?.id
}
