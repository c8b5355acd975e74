import { Alert, Button } from 'antd'
import type { EventView } from '#domain/views'
import { useNow } from '../api/clock'
import { shortTime } from '../words/time'

/** What happened since the form was opened. It is said, and changes nothing that was typed. */
export function News({ title, events, onRead }: { title: string; events: EventView[]; onRead: () => void }) {
  const now = useNow(60_000)
  return (
    <Alert
      type="warning"
      showIcon
      className="gap-below"
      title={title}
      description={
        <ul>
          {events.map((event) => (
            <li key={event.seq}>
              {shortTime(event.at, now)} {event.by}：{event.text}
            </li>
          ))}
        </ul>
      }
      action={
        <Button size="small" onClick={onRead}>
          知道了，按最新情况办理
        </Button>
      }
    />
  )
}
