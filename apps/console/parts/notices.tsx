import { useMutation, useQueryClient } from '@tanstack/react-query'
import { BellOutlined } from '@ant-design/icons'
import { Badge, Button, Popover } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { NoticeView } from '#domain/views'
import { useNow } from '../api/clock'
import { call } from '../api/http'
import { type NoticePage, useNotices } from '../api/queries'
import { agoWords } from '../words/time'
import { Empty, Failed, Loading } from './states'

export function Notices() {
  const [open, setOpen] = useState(false)
  const notices = useNotices()
  const seen = useSeen()
  const unread = notices.data?.unread ?? 0
  const newest = notices.data?.items[0]
  const show = (next: boolean) => {
    setOpen(next)
    if (!next && unread && newest) seen.mutate(newest.id)
  }
  return (
    <Popover
      open={open}
      onOpenChange={show}
      trigger="click"
      placement="bottomRight"
      content={
        <section className="notices" aria-label="通知" onKeyDown={(event) => event.key === 'Escape' && show(false)}>
          {notices.isPending && <Loading />}
          {notices.isError && <Failed error={notices.error} retry={() => void notices.refetch()} />}
          {notices.data && <NoticeList page={notices.data} onOpen={() => show(false)} />}
        </section>
      }
    >
      <Button
        type="text"
        className="bar-button"
        aria-expanded={open}
        aria-label={unread ? `通知，${unread} 条未读` : '通知，没有未读'}
      >
        <Badge count={unread} size="small" offset={[2, 0]} overflowCount={99}>
          <BellOutlined className="bar-icon" />
        </Badge>
      </Button>
    </Popover>
  )
}

function NoticeList({ page, onOpen }: { page: NoticePage; onOpen: () => void }) {
  if (page.items.length === 0) return <Empty title="暂无通知" />
  return (
    <ol>
      {page.items.map((notice, index) => (
        <NoticeLine key={notice.id} notice={notice} fresh={index < page.unread} onOpen={onOpen} />
      ))}
    </ol>
  )
}

function NoticeLine({ notice, fresh, onOpen }: { notice: NoticeView; fresh: boolean; onOpen: () => void }) {
  const now = useNow(30_000)
  const age = agoWords(Math.max(0, now - new Date(notice.at).getTime()))
  return (
    <li className={fresh ? 'notice notice-fresh' : 'notice'}>
      {fresh && <span className="hidden">未读：</span>}
      {notice.ticketId ? (
        <Link to={`/ticket/${notice.ticketId}`} onClick={onOpen}>
          {notice.text}
        </Link>
      ) : notice.consultationId ? (
        <Link to={`/consultations/${notice.consultationId}`} onClick={onOpen}>
          {notice.text}
        </Link>
      ) : (
        <span>{notice.text}</span>
      )}
      <time dateTime={notice.at}>{age}</time>
    </li>
  )
}

function useSeen() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('POST', '/notices/seen', { body: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
}
