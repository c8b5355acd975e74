import { Link } from 'react-router'
import { SUPERVISION_MODES } from '#domain/words'
import type { SupervisionRow } from '#domain/views'
import { useSupervisions } from '../api/queries'
import { fullTime } from '../words/time'
import { Due } from './lamp'
import { Mark, TypeMark, UrgencyMark } from './marks'
import { Empty, Failed, Loading } from './states'
import { More } from './ticket-table'

/** 督办 and 批示 that are not closed, the one to be answered first on top. */
export function SupervisionList() {
  const list = useSupervisions()
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      {list.isPending && <Loading />}
      {list.isError && !list.data && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && <Empty title="没有未办结的督办" />}
      {rows.length > 0 && <SupervisionTable rows={rows} />}
      <More list={list} />
    </>
  )
}

function SupervisionTable({ rows }: { rows: SupervisionRow[] }) {
  return (
    <table className="list">
      <thead>
        <tr>
          {['答复期限', '编号', '标题', '类型', '方式', '承办单位', '发出时间'].map((head) => (
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
              {row.answeredAt ? (
                <Mark colour="blue">已答复，待办结</Mark>
              ) : (
                <Due dueAt={row.answerBy} yellowAt={row.answerBy} exact={false} />
              )}
            </td>
            <td className="number">{row.shownNumber}</td>
            <td className="cell-title">
              <Link to={`/ticket/${row.ticketId}`}>{row.title}</Link>
            </td>
            <td className="cell-fit">
              <TypeMark type={row.type} /> <UrgencyMark urgency={row.urgency} />
            </td>
            <td className="cell-fit" title={row.letterNumber ?? undefined}>
              {SUPERVISION_MODES[row.mode]}
            </td>
            <td className="cell-fit">{row.unitName}</td>
            <td className="cell-fit number">{fullTime(row.issuedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
