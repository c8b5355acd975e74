import { Segmented } from 'antd'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { GRADES } from '#domain/words'
import type { RectificationRow } from '#domain/views'
import { useRectifications } from '../../api/queries'
import { Due } from '../../parts/lamp'
import { Mark, TypeMark } from '../../parts/marks'
import { Page } from '../../parts/page'
import { Empty, Failed, Loading } from '../../parts/states'
import { More } from '../../parts/ticket-table'
import { fullTime } from '../../words/time'
import { Figure } from './figure'

type State = 'open' | 'submitted'
const STATES: { value: State; label: string }[] = [
  { value: 'open', label: '待整改' },
  { value: 'submitted', label: '待核查' },
]

/** 实名差评整改: what units still owe, what waits to be checked by a second call, and how much was put right in time. */
export default function RectificationsPage() {
  const [ask] = useSearchParams()
  const navigate = useNavigate()
  const state: State = ask.get('state') === 'submitted' ? 'submitted' : 'open'
  const list = useRectifications(state)
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Page title="差评整改">
      <Figure />
      <section className="card" aria-label="整改列表">
        <Segmented<State>
          className="gap-below"
          options={STATES}
          value={state}
          aria-label="整改状态"
          onChange={(value) => void navigate(`/rectifications?state=${value}`)}
        />
        {list.isPending && <Loading />}
        {list.isError && !list.data && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && <Empty title={state === 'open' ? '没有待整改的差评' : '没有待核查的整改'} />}
        {rows.length > 0 && <Table rows={rows} />}
        <More list={list} />
      </section>
    </Page>
  )
}

function Table({ rows }: { rows: RectificationRow[] }) {
  return (
    <table className="list">
      <thead>
        <tr>
          {['整改期限', '编号', '标题', '类型', '评价', '责任单位', '提交'].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-row>
            <td className="cell-fit">
              <Due dueAt={row.dueAt} yellowAt={row.dueAt} exact={false} />
            </td>
            <td className="number">{row.shownNumber}</td>
            <td className="cell-title">
              <Link to={`/ticket/${row.ticketId}`}>{row.title}</Link>
            </td>
            <td className="cell-fit">
              <TypeMark type={row.type} />
            </td>
            <td className="cell-fit">
              <Mark colour="red">{GRADES[row.grade as keyof typeof GRADES]}</Mark>
            </td>
            <td className="cell-fit">{row.unitName}</td>
            <td className="cell-fit">
              {row.submittedAt ? `第 ${row.tries} 次 · ${fullTime(row.submittedAt)}` : '未提交'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
