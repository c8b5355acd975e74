import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useState } from 'react'
import { clockWords } from '#domain/calls/shifts'
import type { Coverage, DeskRow } from '#domain/calls/views'
import { OPERATOR_STATES } from '#domain/calls/words'
import { DESKS, type Desk } from '#domain/words'
import { get } from '../../api/http'
import { Mark } from '../../parts/marks'
import { Page } from '../../parts/page'
import { Failed, Loading } from '../../parts/states'
import { DeskForm } from './desk-form'
import { Gaps } from './gaps'
import { Members } from './members'
import { Shifts } from './shifts'

/** 专席管理: desks, who belongs to them, who sits there when, and the hours nobody does. */
export default function DesksPage() {
  const [chosen, setChosen] = useState<Desk>()
  const desks = useQuery({
    queryKey: ['desks'],
    queryFn: ({ signal }) => get<{ items: DeskRow[] }>('/desks', signal),
    refetchInterval: 30_000,
  })
  const coverage = useQuery({
    queryKey: ['desks', 'coverage'],
    queryFn: ({ signal }) => get<Coverage>('/desks/coverage', signal),
  })
  const rows = desks.data?.items ?? []
  const desk = rows.find(({ code }) => code === chosen) ?? rows[0]
  if (desks.isPending) return <Page title="专席管理">{<Loading />}</Page>
  if (!desks.data) return <Failed error={desks.error} retry={() => void desks.refetch()} />
  return (
    <Page title="专席管理">
      {coverage.data && coverage.data.gaps.length > 0 && (
        <Alert
          type="error"
          showIcon
          className="gap-below"
          title="今后两周有整个热线无人值守的时段，请补排班次"
          description={<Gaps gaps={coverage.data.gaps} />}
        />
      )}
      <div className="list-frame gap-below">
        <table className="list">
          <thead>
            <tr>
              {['专席', '按键', '值守时段', '无人就绪转至', '成员', '在岗', '就绪', '待回拨'].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <DeskLine
                key={row.code}
                row={row}
                chosen={row.code === desk?.code}
                onChoose={() => setChosen(row.code)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {desk && (
        <div className="stack" key={desk.code}>
          <Shifts desk={desk} />
          <div className="telephone-columns">
            <Members desk={desk} />
            <DeskForm desk={desk} />
          </div>
        </div>
      )}
    </Page>
  )
}

function DeskLine({ row, chosen, onChoose }: { row: DeskRow; chosen: boolean; onChoose: () => void }) {
  const duty = row.members.filter(({ onDuty }) => onDuty).length
  const ready = row.members.filter(({ state }) => state === 'ready').length
  return (
    <tr data-row aria-selected={chosen}>
      <td>
        <button type="button" className="link-row" onClick={onChoose} aria-pressed={chosen}>
          {row.name}
        </button>
      </td>
      <td className="number">{row.dialKey ?? '—'}</td>
      <td className="number cell-fit">
        {clockWords(row.openFrom)}–{clockWords(row.openTo)}
      </td>
      <td>{row.overflow ? DESKS[row.overflow] : '—'}</td>
      <td className="number">{row.members.length}</td>
      <td className="number">{duty}</td>
      <td>{ready > 0 ? <Mark colour="green">{`${OPERATOR_STATES.ready} ${ready}`}</Mark> : <Mark>无人就绪</Mark>}</td>
      <td className="number">{row.waiting}</td>
    </tr>
  )
}
