import { Button } from 'antd'
import { Link } from 'react-router'
import type { TicketRow } from '#domain/views'
import { fullTime } from '../words/time'
import type { Chosen } from '../api/bulk'
import { SelectAll, SelectBox, type Selection } from './selection'
import { Due } from './lamp'
import { Why } from './why'
import { TicketStateMark, TypeMark, UrgencyMark } from './marks'

export const chosenOf = ({ id, version, shownNumber }: TicketRow): Chosen => ({ id, version, number: shownNumber })

interface TableProps {
  rows: TicketRow[]
  /** The day on which it is looked at again, in front. */
  selection?: Selection
  look?: { head: string; day: 'checkOn' | 'reviewOn' | 'plannedOn' } | undefined
}

export function TicketTable({ rows, look, selection }: TableProps) {
  return (
    <table className="list">
      <thead>
        <tr>
          {selection && (
            <th scope="col">
              <SelectAll selection={selection} />
            </th>
          )}
          {[...(look ? [look.head] : []), '编号', '状态', '标题', '类型', '分类', '事发地', '登记时间', '时限'].map(
            (name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-row data-select={row.id}>
            {selection && (
              <td className="cell-fit">
                <SelectBox of={chosenOf(row)} selection={selection} />
              </td>
            )}
            {look && <td className="cell-fit number">{row[look.day]}</td>}
            <td className="number">{row.shownNumber}</td>
            <td className="cell-fit">
              <TicketStateMark state={row.state} />
            </td>
            <td className="cell-title">
              <Link to={`/ticket/${row.id}`}>{row.title}</Link>
            </td>
            <td className="cell-fit">
              <TypeMark type={row.type} /> <UrgencyMark urgency={row.urgency} />
            </td>
            <td className="cell-fit">{row.categoryName}</td>
            <td className="cell-fit">{row.placeName ?? '—'}</td>
            <td className="cell-fit number">{fullTime(row.registeredAt)}</td>
            <td className="cell-fit">
              {row.dueAt ? (
                <>
                  <Due dueAt={row.dueAt} yellowAt={row.yellowAt} exact={false} />{' '}
                  <Why ticketId={row.id} of={{ dueAt: row.dueAt }} number={row.shownNumber} />
                </>
              ) : (
                '—'
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface Paged {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => Promise<unknown>
}

export function More({ list }: { list: Paged }) {
  if (!list.hasNextPage) return null
  return (
    <div className="list-more">
      <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        加载更多
      </Button>
    </div>
  )
}
