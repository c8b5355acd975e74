import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import type { AnnouncementView } from '#domain/desk-views'
import { ANNOUNCEMENT_KINDS } from '#domain/words/desk'
import { call, get } from '../api/http'
import { useChange } from '../api/use-change'
import { fullTime } from '../words/time'
import { Mark } from './marks'
import { useMay } from './me'

/** What stands now; read again when a new one is published. */
export function useAnnouncements() {
  const may = useMay('announcement.read')
  const found = useQuery({
    queryKey: ['announcements', 'standing'],
    queryFn: ({ signal }) => get<{ items: AnnouncementView[] }>('/announcements/standing', signal),
    enabled: may,
    refetchInterval: 60_000,
  })
  return found.data?.items ?? []
}

const SHOWN = 3

/** What this person has not read yet stands above the page, until read. */
export function UnreadAnnouncements() {
  const unread = useAnnouncements().filter(({ read }) => !read)
  const { busy, change } = useChange('announcements')
  const read = ({ id }: AnnouncementView) =>
    change((intention) => call<void>('POST', `/announcements/${id}/read`, { intention }), '已记录为已阅')
  if (unread.length === 0) return null
  return (
    <section className="announcements" aria-label="未阅公告" aria-live="polite">
      {unread.slice(0, SHOWN).map((each) => (
        <Alert
          key={each.id}
          type={each.priority === 1 ? 'warning' : 'info'}
          showIcon
          title={<AnnouncementTitle announcement={each} />}
          description={<span className="words">{each.body}</span>}
          action={
            <Button size="small" loading={busy} onClick={() => void read(each)} aria-label={`已阅：${each.title}`}>
              已阅
            </Button>
          }
        />
      ))}
      {unread.length > SHOWN && <p className="quiet">还有 {unread.length - SHOWN} 条未阅。</p>}
    </section>
  )
}

const AnnouncementTitle = ({ announcement: { kind, title, until } }: { announcement: AnnouncementView }) => (
  <>
    {ANNOUNCEMENT_KINDS[kind]}：{title} <span className="quiet">有效至 {fullTime(until)}</span>
  </>
)

/** While a call is taken in: what stands, first what is about this category and place. */
export function AnnouncementsBeside({ categoryCode, placeCode }: { categoryCode?: string; placeCode?: string }) {
  const all = useAnnouncements()
  const near = (each: AnnouncementView) =>
    Number(each.categoryCode !== null && each.categoryCode === categoryCode) +
    Number(each.placeCode !== null && each.placeCode === placeCode)
  const shown = [...all].sort((one, other) => near(other) - near(one))
  if (shown.length === 0) return null
  return (
    <section className="card" aria-label="公告与口径">
      <h2>公告与口径</h2>
      <ul className="plain-rows">
        {shown.slice(0, 8).map((each) => (
          <li key={each.id}>
            <details open={near(each) > 0}>
              <summary>
                {each.title} {each.priority === 1 && <Mark colour="red">紧急</Mark>}{' '}
                {near(each) > 0 && <Mark colour="blue">与本件相关</Mark>}
              </summary>
              <p className="words">{each.body}</p>
              <p className="quiet">
                {[ANNOUNCEMENT_KINDS[each.kind], each.place, each.category].filter(Boolean).join(' · ')} · 有效至{' '}
                {fullTime(each.until)}
              </p>
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}
