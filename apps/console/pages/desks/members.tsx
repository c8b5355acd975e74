import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import type { DeskRow, OperatorRow } from '#domain/calls/views'
import { OPERATOR_STATES, type OperatorState } from '#domain/calls/words'
import { call, get } from '../../api/http'
import { useChange } from '../../api/use-change'
import { Mark } from '../../parts/marks'

export function useOperators() {
  return useQuery({
    queryKey: ['desks', 'operators'],
    queryFn: ({ signal }) => get<{ items: OperatorRow[] }>('/desks/operators', signal),
    staleTime: 60_000,
  })
}

export const operatorOptions = (operators: OperatorRow[] = []) =>
  operators.map(({ personId, name, login, unitName }) => ({
    value: personId,
    label: `${name}（${login}）`,
    title: unitName,
  }))

const COLOURS: Record<OperatorState, 'green' | 'red' | 'amber' | 'grey'> = {
  ready: 'green',
  talking: 'red',
  afterCall: 'amber',
  away: 'grey',
}

/** Who belongs to the desk; several desks may share a person. */
export function Members({ desk }: { desk: DeskRow }) {
  const operators = useOperators()
  const [chosen, setChosen] = useState(desk.members.map(({ personId }) => personId))
  const { busy, change } = useChange('desks')
  const save = () =>
    change(
      (intention) =>
        call('PUT', `/desks/${desk.code}/members`, {
          body: { members: chosen.map((personId) => ({ personId })) },
          intention,
        }),
      '成员已保存',
    )
  return (
    <section className="card" aria-label="成员">
      <h2>{desk.name} · 成员</h2>
      <ul className="plain-rows gap-below">
        {desk.members.map(({ personId, name, state, onDuty }) => (
          <li key={personId} className="row">
            {name}
            <Mark colour={state ? COLOURS[state] : 'grey'}>{state ? OPERATOR_STATES[state] : '未上线'}</Mark>
            {onDuty && <Mark colour="blue">当班</Mark>}
          </li>
        ))}
      </ul>
      <Select
        mode="multiple"
        className="whole"
        aria-label="成员"
        value={chosen}
        onChange={setChosen}
        options={operatorOptions(operators.data?.items)}
        optionFilterProp="label"
        placeholder="选择话务员"
      />
      <div className="form-foot">
        <Button type="primary" loading={busy} onClick={() => void save()}>
          保存成员
        </Button>
      </div>
    </section>
  )
}
