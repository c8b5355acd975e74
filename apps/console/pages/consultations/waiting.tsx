import { App, Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ConsultationResult, ItemResult } from '#domain/views'
import { call } from '../../api/http'
import { useQueue } from '../../api/queries'
import { useChange } from '../../api/use-change'
import { Due } from '../../parts/lamp'
import { TypeMark, UrgencyMark } from '../../parts/marks'
import { Empty, Failed, Loading } from '../../parts/states'
import { More } from '../../parts/ticket-table'
import { fullTime } from '../../words/time'
import { useMeetings } from './queries'
import { Results } from './results'

/** Tickets nobody could settle, on no agenda yet: some are chosen and put on one. */
export function Waiting() {
  const tickets = useQueue({ queue: 'consulting' })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const rows = tickets.data?.pages.flatMap(({ items }) => items) ?? []
  if (tickets.isPending) return <Loading />
  if (!tickets.data) return <Failed error={tickets.error} retry={() => void tickets.refetch()} />
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <>
      <TableChosen ids={rows.map(({ id }) => id).filter((id) => chosen.has(id))} onDone={() => setChosen(new Set())} />
      {rows.length === 0 ? (
        <Empty title="没有等待会商的工单">第二次退单获准的工单会自动出现在这里</Empty>
      ) : (
        <table className="list">
          <thead>
            <tr>
              {['选择', '编号', '标题', '类型', '事发地', '时限'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} data-row>
                <td className="cell-fit">
                  <Checkbox
                    aria-label={`选择 ${row.shownNumber}`}
                    checked={chosen.has(row.id)}
                    onChange={() => toggle(row.id)}
                  />
                </td>
                <td className="number">{row.shownNumber}</td>
                <td className="cell-title">
                  <Link to={`/ticket/${row.id}`}>{row.title}</Link>
                </td>
                <td className="cell-fit">
                  <TypeMark type={row.type} /> <UrgencyMark urgency={row.urgency} />
                </td>
                <td className="cell-fit">{row.placeName ?? '—'}</td>
                <td className="cell-fit">
                  {row.dueAt ? <Due dueAt={row.dueAt} yellowAt={row.yellowAt} exact={false} /> : '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <More list={tickets} />
    </>
  )
}

function TableChosen({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  const meetings = useMeetings('planned').data?.pages.flatMap(({ items }) => items) ?? []
  const [meeting, setMeeting] = useState<string>()
  const [results, setResults] = useState<ItemResult[]>([])
  const { busy, change } = useChange('lists')
  const { message } = App.useApp()
  const put = async () => {
    if (!ids.length || !meeting) return void message.warning(ids.length ? '请选择一次会商' : '请先勾选工单')
    const body = { tickets: ids.map((ticketId) => ({ ticketId })) }
    const path = `/consultations/${meeting}/items`
    const answer = await change((intention) => call<ConsultationResult>('POST', path, { body, intention }), '已提交')
    if (!answer) return
    setResults(answer.results)
    onDone()
  }
  return (
    <div className="inset gap-below stack">
      <div className="row">
        <span>已选 {ids.length} 件，列入</span>
        <Select
          aria-label="会商"
          style={{ minWidth: 320 }}
          value={meeting}
          onChange={setMeeting}
          placeholder={meetings.length ? '选择一次会商' : '没有待召开的会商，请先召集'}
          options={meetings.map(({ id, title, at }) => ({ value: id, label: `${fullTime(at)} ${title}` }))}
        />
        <Button type="primary" loading={busy} onClick={() => void put()}>
          列入议程
        </Button>
        {meeting && <Link to={`/consultations/${meeting}`}>打开会商</Link>}
      </div>
      <Results results={results} />
    </div>
  )
}
