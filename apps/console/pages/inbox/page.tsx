import { Tabs } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { countWords } from '#domain/counts'
import { shownNumber } from '#domain/numbers'
import { ASSIGNMENT_STATES } from '#domain/words'
import type { InboxItem } from '#domain/views'
import { useInbox, useSupervisions } from '../../api/queries'
import { BulkBar } from '../../parts/bulk-bar'
import { Due } from '../../parts/lamp'
import { DutyMark, TypeMark, UrgencyMark } from '../../parts/marks'
import { useSelf } from '../../parts/me'
import { Page } from '../../parts/page'
import { SelectAll, SelectBox, type Selection, useSelection } from '../../parts/selection'
import { Empty, Failed, Loading } from '../../parts/states'
import { SupervisionList } from '../../parts/supervision-table'
import { More } from '../../parts/ticket-table'
import { Why } from '../../parts/why'
import { fullTime } from '../../words/time'

const TABS = ['pending', 'signed', 'replied', 'accepted'] as const

/** What this unit, and the units below it, have to do. */
export default function InboxPage() {
  const me = useSelf()
  const [ask, setAsk] = useSearchParams()
  const state = useTab(ask.get('state'))
  const counts = useInbox(state).data?.pages[0]?.counts ?? {}
  const supervised = useUnanswered()
  const shown = ask.get('state') === SUPERVISED ? SUPERVISED : state
  return (
    <Page title="单位工单" aside={<span className="quiet">{me.unit.name}</span>}>
      <div className="list-frame">
        <Tabs
          className="inset"
          activeKey={shown}
          onChange={(tab) => setAsk({ state: tab })}
          items={[
            ...TABS.map((tab) => ({ key: tab, label: `${ASSIGNMENT_STATES[tab]}${countWords(counts[tab])}` })),
            { key: SUPERVISED, label: <SupervisedTab count={supervised} /> },
          ]}
        />
        {shown === SUPERVISED ? <SupervisionList /> : <Inbox key={state} state={state} />}
      </div>
    </Page>
  )
}

const SUPERVISED = 'supervised'

/** Among those to be answered first, which is where the unanswered are. */
function useUnanswered(): number {
  const rows = useSupervisions().data?.pages.flatMap(({ items }) => items) ?? []
  return rows.filter(({ answeredAt }) => answeredAt === null).length
}

const SupervisedTab = ({ count }: { count: number }) => (count ? <strong>督办 {count}</strong> : <>督办</>)

function Inbox({ state }: { state: (typeof TABS)[number] }) {
  const inbox = useInbox(state)
  const rows = inbox.data?.pages.flatMap((page) => page.items) ?? []
  const selection = useSelection(rows.map(chosenOf))
  return (
    <>
      {inbox.isPending && <Loading />}
      {inbox.isError && !inbox.data && <Failed error={inbox.error} retry={() => void inbox.refetch()} />}
      {inbox.data && rows.length === 0 && <Empty title={EMPTY[state]} />}
      {rows.length > 0 && (
        <BulkBar
          selection={selection}
          actions={state === 'pending' ? SIGN : []}
          ticketIds={(ids) => rows.filter((row) => ids.includes(row.assignmentId)).map((row) => row.ticketId)}
        />
      )}
      {rows.length > 0 && <InboxTable rows={rows} selection={selection} />}
      <More list={inbox} />
    </>
  )
}

/** The tab asked for; without one, what is to sign, or else, as it was when one came, what is in hand. */
function useTab(asked: string | null): (typeof TABS)[number] {
  const counts = useInbox('pending').data?.pages[0]?.counts
  const [start, setStart] = useState<(typeof TABS)[number]>()
  if (counts && !start) setStart(!counts.pending && counts.signed ? 'signed' : 'pending')
  return TABS.find((tab) => tab === asked) ?? start ?? 'pending'
}

const EMPTY = {
  pending: '没有待签收的工单',
  signed: '没有正在办理的工单',
  replied: '没有等待审核的答复',
  accepted: '没有已通过的工单',
}

const SIGN = ['sign'] as const
const chosenOf = ({ assignmentId, version, number, round }: InboxItem) => ({
  id: assignmentId,
  version,
  number: shownNumber(number, round - 1),
})

function InboxTable({ rows, selection }: { rows: InboxItem[]; selection: Selection }) {
  const { unit } = useSelf()
  const several = rows.some(({ unitId }) => unitId !== unit.id)
  const heads = ['时限', '编号', '标题', '类型', ...(several ? ['单位'] : []), '任务', '派单时间', '首次联系']
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">
            <SelectAll selection={selection} />
          </th>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <InboxRow key={row.assignmentId} row={row} several={several} selection={selection} />
        ))}
      </tbody>
    </table>
  )
}

function InboxRow({ row, several, selection }: { row: InboxItem; several: boolean; selection: Selection }) {
  return (
    <tr data-row data-select={row.assignmentId}>
      <td className="cell-fit">
        <SelectBox of={chosenOf(row)} selection={selection} />
      </td>
      <td className="cell-fit">
        <Due dueAt={row.dueAt} yellowAt={row.yellowAt} exact={false} />{' '}
        {row.dueAt && (
          <Why
            ticketId={row.ticketId}
            of={{ dueAt: row.dueAt, assignmentId: row.assignmentId }}
            number={shownNumber(row.number, row.round - 1)}
          />
        )}
      </td>
      <td className="number">{shownNumber(row.number, row.round - 1)}</td>
      <td className="cell-title">
        <Link to={`/ticket/${row.ticketId}`}>{row.title}</Link>
      </td>
      <td className="cell-fit">
        <TypeMark type={row.type} /> <UrgencyMark urgency={row.urgency} />
      </td>
      {several && <td className="cell-fit">{row.unitName}</td>}
      <td className="cell-fit">
        <DutyMark line={row.line} role={row.role} />
      </td>
      <td className="cell-fit number">{fullTime(row.dispatchedAt)}</td>
      <td className="cell-fit">{row.contactedAt ? fullTime(row.contactedAt) : '未联系'}</td>
    </tr>
  )
}
