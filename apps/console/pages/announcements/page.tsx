import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Popconfirm } from 'antd'
import { useState } from 'react'
import type { AnnouncementView, ReaderView } from '#domain/desk-views'
import { ANNOUNCEMENT_KINDS, PRIORITIES } from '#domain/words/desk'
import { call, get } from '../../api/http'
import { serverNow } from '../../api/clock'
import { usePages } from '../../api/queries'
import { useChange } from '../../api/use-change'
import { Mark } from '../../parts/marks'
import { PageList } from '../../parts/page-list'
import { Page } from '../../parts/page'
import { Failed, Loading } from '../../parts/states'
import { fullTime } from '../../words/time'
import { AnnouncementForm } from './form'

/** What operators are told, by those who tell them; and whether it was read. */
export default function AnnouncementsPage() {
  const [open, setOpen] = useState<AnnouncementView | 'new'>()
  const list = usePages<AnnouncementView>('announcements', '/announcements', {})
  const close = () => setOpen(undefined)
  return (
    <Page
      title="公告与热点口径"
      aside={
        <Button type="primary" onClick={() => setOpen('new')}>
          发布
        </Button>
      }
    >
      <PageList list={list} heads={['标题', '种类', '优先级', '地点与分类', '有效期', '状态']} empty="还没有发布过公告">
        {(each) => (
          <tr key={each.id} data-row>
            <td>
              <button type="button" className="link-row" onClick={() => setOpen(each)}>
                {each.title}
              </button>
            </td>
            <td className="cell-fit">{ANNOUNCEMENT_KINDS[each.kind]}</td>
            <td className="cell-fit">
              <Mark colour={each.priority === 1 ? 'red' : 'grey'}>{PRIORITIES[each.priority]}</Mark>
            </td>
            <td>{[each.place, each.category].filter(Boolean).join(' · ') || '全部'}</td>
            <td className="cell-fit">
              {fullTime(each.from)} 至 {fullTime(each.until)}
            </td>
            <td className="cell-fit">{stateWords(each)}</td>
          </tr>
        )}
      </PageList>
      <Drawer open={open !== undefined} onClose={close} title="公告与热点口径" size={640} destroyOnHidden>
        {open === 'new' && <AnnouncementForm onDone={close} />}
        {open && open !== 'new' && <One announcement={open} onDone={close} />}
      </Drawer>
    </Page>
  )
}

function stateWords({ withdrawn, from, until }: AnnouncementView): string {
  if (withdrawn) return '已撤下'
  if (Date.parse(until) <= serverNow()) return '已到期'
  return Date.parse(from) > serverNow() ? '未开始' : '生效中'
}

function One({ announcement, onDone }: { announcement: AnnouncementView; onDone: () => void }) {
  const { busy, change } = useChange('announcements')
  const path = `/announcements/${announcement.id}`
  const withdraw = async () => {
    if (await change((intention) => call<object>('POST', `${path}/withdraw`, { intention }), '已撤下')) onDone()
  }
  return (
    <div className="stack">
      <h3>{announcement.title}</h3>
      <p className="words">{announcement.body}</p>
      {!announcement.withdrawn && (
        <Popconfirm title="撤下后坐席不再看到。" okText="撤下" cancelText="取消" onConfirm={() => void withdraw()}>
          <Button danger loading={busy}>
            撤下
          </Button>
        </Popconfirm>
      )}
      <Readers path={path} />
    </div>
  )
}

function Readers({ path }: { path: string }) {
  const readers = useQuery({
    queryKey: ['announcements', path],
    queryFn: ({ signal }) => get<{ items: ReaderView[] }>(`${path}/readers`, signal),
  })
  if (readers.isPending) return <Loading />
  if (!readers.data) return <Failed error={readers.error} retry={() => void readers.refetch()} />
  const { items } = readers.data
  const read = items.filter(({ at }) => at)
  return (
    <section aria-label="阅知情况">
      <h3>
        已阅 {read.length} 人，未阅 {items.length - read.length} 人
      </h3>
      <ul className="plain-rows">
        {items.map(({ login, name, at }) => (
          <li key={login}>
            {name} <span className="quiet">{at ? fullTime(at) : '未阅'}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
