import type { ReactNode } from 'react'
import { useQueue } from '../api/queries'
import { BulkBar } from './bulk-bar'
import { QueueRows } from './queue-rows'
import { useSelection } from './selection'
import { Empty, Failed, Loading } from './states'
import { chosenOf, More } from './ticket-table'

const AS_PROPOSED = ['dispatch'] as const

interface QueueProps {
  queue: 'dispatch' | 'review' | 'callback' | 'turned' | 'rated' | 'followUp'
  label: string
  chosen?: string
  to: (id: string) => string
  empty: string
  children?: ReactNode
}

export function Queue({ queue, label, chosen, to, empty, children }: QueueProps) {
  const tickets = useQueue({ queue })
  const rows = tickets.data?.pages.flatMap((page) => page.items) ?? []
  const selection = useSelection(rows.map(chosenOf))
  return (
    <section className="desk-queue" aria-label={label}>
      {children}
      {queue === 'dispatch' && rows.length > 0 && (
        <BulkBar selection={selection} actions={AS_PROPOSED} list={{ queue }} />
      )}
      <div className="desk-rows">
        {tickets.isPending && <Loading />}
        {tickets.isError && !tickets.data && <Failed error={tickets.error} retry={() => void tickets.refetch()} />}
        {tickets.data && rows.length === 0 && <Empty title={empty} />}
        <QueueRows rows={rows} chosen={chosen} to={to} selection={queue === 'dispatch' ? selection : undefined} />
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
