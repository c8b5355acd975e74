import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ReminderDocument, ReminderView } from '#domain/views'
import { keysOf, REMINDER_LISTS } from '#domain/words'
import { serverNow } from '../../api/clock'
import { call } from '../../api/http'
import { useIntention } from '../../api/intention'
import { wordsOf } from '../../api/problem'
import { usePages } from '../../api/queries'
import { Mark } from '../../parts/marks'
import { useSelf } from '../../parts/me'
import { PageList } from '../../parts/page-list'
import { Page } from '../../parts/page'
import { Empty, Failed, Loading } from '../../parts/states'
import { fullTime } from '../../words/time'

const LOCAL_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** 日提醒: a unit reads its own and says so; the centre sees which units have. */
export default function RemindersPage() {
  const mine = useSelf().permissions.includes('assignment.handle')
  return mine ? <MyReminder /> : <Everybody />
}

function MyReminder() {
  const intend = useIntention()
  const today = useQuery({
    queryKey: ['reminders', 'today'],
    queryFn: () => intend((intention) => call<ReminderDocument>('POST', '/reminders/today', { intention })),
    staleTime: 60_000,
  })
  const confirm = useConfirm()
  const document = today.data
  return (
    <Page
      title="日提醒"
      aside={
        document &&
        (document.confirmedAt ? (
          <span role="status">
            {document.confirmedBy} 已于 {fullTime(document.confirmedAt)} 阅
          </span>
        ) : (
          <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate(document.day)}>
            已阅
          </Button>
        ))
      }
    >
      {today.isPending && <Loading />}
      {today.isError && <Failed error={today.error} retry={() => void today.refetch()} />}
      {document && <Items document={document} />}
      <Earlier />
    </Page>
  )
}

function useConfirm() {
  const intend = useIntention()
  const client = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: (day: string) => intend((intention) => call<void>('POST', `/reminders/${day}/confirm`, { intention })),
    onError: (error) => void message.error(wordsOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['reminders'] }),
  })
}

function Items({ document }: { document: ReminderDocument }) {
  if (!document.items.length) return <Empty title={`${document.day} 没有需要特别关注的工单`} />
  return (
    <div className="list-frame gap-below">
      <table className="list">
        <caption>
          {document.day} · {countsWords(document)}
        </caption>
        <thead>
          <tr>
            <th scope="col">工单</th>
            <th scope="col">标题</th>
            <th scope="col">提醒</th>
            <th scope="col">期限</th>
          </tr>
        </thead>
        <tbody>
          {document.items.map((item) => (
            <tr key={item.ticketId} data-row>
              <td className="cell-fit number">{item.shownNumber}</td>
              <td className="cell-title">
                <Link to={`/ticket/${item.ticketId}`}>{item.title}</Link>
              </td>
              <td className="cell-fit">
                {item.lists.map((list) => (
                  <Mark key={list} colour={list === 'overdue' || list === 'supervised' ? 'red' : 'amber'}>
                    {REMINDER_LISTS[list]}
                  </Mark>
                ))}
              </td>
              <td className="cell-fit number">{item.dueAt ? fullTime(item.dueAt) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Earlier() {
  const list = usePages<ReminderView>('reminders', '/reminders')
  return (
    <section>
      <h2>各日提醒</h2>
      <PageList list={list} heads={['日期', '内容', '生成', '已阅']} empty="还没有日提醒">
        {(each) => (
          <tr key={each.day} data-row>
            <td className="cell-fit number">{each.day}</td>
            <td>{countsWords(each)}</td>
            <td className="cell-fit number">{fullTime(each.madeAt)}</td>
            <td className="cell-fit">
              <Read reminder={each} />
            </td>
          </tr>
        )}
      </PageList>
    </section>
  )
}

function Everybody() {
  const [day, setDay] = useState(LOCAL_DAY.format(serverNow()))
  const list = usePages<ReminderView>('reminders', `/reminders/days/${day}`, { day })
  return (
    <Page
      title="日提醒"
      aside={
        <Input
          type="date"
          aria-label="日期"
          value={day}
          onChange={({ target }) => target.value && setDay(target.value)}
        />
      }
    >
      <PageList list={list} heads={['单位', '内容', '生成', '已阅']} empty="这一天没有日提醒">
        {(each) => (
          <tr key={each.unitId} data-row>
            <td>{each.unitName}</td>
            <td>{countsWords(each)}</td>
            <td className="cell-fit number">{fullTime(each.madeAt)}</td>
            <td className="cell-fit">
              <Read reminder={each} />
            </td>
          </tr>
        )}
      </PageList>
    </Page>
  )
}

const Read = ({ reminder: { confirmedAt, confirmedBy } }: { reminder: ReminderView }) =>
  confirmedAt ? (
    <>
      {confirmedBy} {fullTime(confirmedAt)}
    </>
  ) : (
    <Mark colour="amber">未阅</Mark>
  )

const countsWords = ({ counts }: ReminderView) =>
  keysOf(REMINDER_LISTS)
    .flatMap((list) => (counts[list] ? [`${REMINDER_LISTS[list]} ${counts[list]}`] : []))
    .join(' · ') || '没有需要特别关注的工单'
