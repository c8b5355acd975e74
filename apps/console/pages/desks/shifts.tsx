import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { clockWords } from '#domain/calls/shifts'
import type { DeskPlan, DeskRow, ShiftView } from '#domain/calls/views'
import { call, get } from '../../api/http'
import { useChange } from '../../api/use-change'
import { Failed, Loading } from '../../parts/states'
import { Gaps, weekdayWords } from './gaps'
import { NewShift } from './new-shift'

/** The plan of a desk: shifts of the week, and of single dates instead; with the hours nobody covers. */
export function Shifts({ desk }: { desk: DeskRow }) {
  const plan = useQuery({
    queryKey: ['desks', desk.code, 'shifts'],
    queryFn: ({ signal }) => get<DeskPlan>(`/desks/${desk.code}/shifts`, signal),
  })
  return (
    <section className="card" aria-label="班次">
      <h2>{desk.name} · 班次</h2>
      {plan.isPending && <Loading />}
      {plan.isError && !plan.data && <Failed error={plan.error} retry={() => void plan.refetch()} />}
      {plan.data && <Plan desk={desk} plan={plan.data} />}
    </section>
  )
}

function Plan({ desk, plan: { shifts, gaps } }: { desk: DeskRow; plan: DeskPlan }) {
  const { busy, change } = useChange('desks')
  const [adding, setAdding] = useState(false)
  const save = (next: Omit<ShiftView, 'name'>[], done: string) =>
    change(async (intention) => {
      await call('PUT', `/desks/${desk.code}/shifts`, { body: { shifts: next.map(sent) }, intention })
      return true
    }, done)
  const groups = groupsOf(shifts)
  return (
    <>
      {gaps.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          className="gap-below"
          title={`值守时段 ${clockWords(desk.openFrom)}–${clockWords(desk.openTo)} 内有 ${gaps.length} 段无人值守`}
          description={<Gaps gaps={gaps} />}
        />
      ) : (
        <Alert type="success" showIcon className="gap-below" title="今后两周的值守时段都有人值守。" />
      )}
      <table className="list gap-below">
        <thead>
          <tr>
            {['星期或日期', '时段', '人员', '操作'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.key} data-row>
              <td>{group.days.map(dayWords).join('、')}</td>
              <td className="number cell-fit">
                {clockWords(group.from)}–{clockWords(group.to)}
              </td>
              <td>{group.name}</td>
              <td className="cell-fit">
                <Button
                  size="small"
                  loading={busy}
                  aria-label={`删除 ${group.name} ${clockWords(group.from)} 的班次`}
                  onClick={() =>
                    void save(
                      shifts.filter((shift) => keyOf(shift) !== group.key),
                      '班次已删除',
                    )
                  }
                >
                  删除
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {adding ? (
        <NewShift
          members={desk.members}
          busy={busy}
          onCancel={() => setAdding(false)}
          onAdd={async (added) => {
            if (await save([...shifts, ...added], '班次已添加')) setAdding(false)
          }}
        />
      ) : (
        <Button onClick={() => setAdding(true)}>添加班次</Button>
      )}
    </>
  )
}

interface Group {
  key: string
  name: string
  from: number
  to: number
  days: Pick<ShiftView, 'weekday' | 'day'>[]
}

/** The same person and hours on several weekdays is one line. */
function groupsOf(shifts: ShiftView[]): Group[] {
  const groups = new Map<string, Group>()
  for (const shift of shifts) {
    const key = keyOf(shift)
    const group = groups.get(key)
    if (group) group.days.push(shift)
    else groups.set(key, { key, name: shift.name, from: shift.from, to: shift.to, days: [shift] })
  }
  return [...groups.values()]
}

const keyOf = ({ personId, from, to, day }: Omit<ShiftView, 'name'>) => `${personId} ${from} ${to} ${day ?? 'week'}`
const dayWords = ({ weekday, day }: Pick<ShiftView, 'weekday' | 'day'>) => day ?? weekdayWords(weekday ?? 1)
const sent = ({ personId, weekday, day, from, to }: Omit<ShiftView, 'name'>) => ({
  personId,
  from,
  to,
  ...(day ? { day } : { weekday }),
})
