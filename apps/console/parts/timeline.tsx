import { useEffect, useRef } from 'react'
import type { FileView } from '#domain/views'
import { useEvents } from '../api/queries'
import { fullTime } from '../words/time'
import { FileList } from './file-list'
import { Failed, Loading } from './states'

/** Everything that happened, oldest first; what arrives while one looks is lit for a moment. */
export function Timeline({ ticketId, files }: { ticketId: string; files: readonly FileView[] }) {
  const events = useEvents(ticketId)
  const known = useRef<number>(undefined)
  const last = events.data?.items.at(-1)?.seq
  useEffect(() => {
    if (last !== undefined) known.current = last
  }, [last])
  if (events.isPending) return <Loading />
  if (!events.data) return <Failed error={events.error} retry={() => void events.refetch()} />
  const fresh = known.current ?? Infinity
  return (
    <ol className="timeline">
      {events.data.items.map((event) => (
        <li key={event.seq} className={event.seq > fresh ? 'timeline-fresh' : undefined}>
          <div className="spread">
            <strong>{event.label}</strong>
            <time className="timeline-when" dateTime={event.at}>
              {fullTime(event.at)}
            </time>
          </div>
          <p>{event.text}</p>
          {event.words && <p className="words timeline-words">{event.words}</p>}
          <FileList files={files.filter(({ seq }) => seq === event.seq)} label={`${event.label}的附件`} />
          <p className="timeline-when">
            {event.by}
            {event.unitName && ` · ${event.unitName}`}
          </p>
        </li>
      ))}
    </ol>
  )
}
