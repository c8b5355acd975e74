import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Radio, Select } from 'antd'
import { useRegion } from '../api/queries'
import { ASSIGNMENT_ROLES, LINES } from '#domain/words'
import { UnitPicker } from '../parts/pickers'
import { choicesOf } from '../words/choices'
import type { Values } from './forms'

interface UnitLine {
  unitId?: number
  line: string
  role: string
}

/** The units of one dispatch: two by rule, with one lead; a single one only with a reason. */
export function DispatchFields() {
  const units = (Form.useWatch('units') ?? []) as (UnitLine | undefined)[]
  return (
    <>
      <UnitRows />
      {units.filter((unit) => unit?.role !== 'copy').length === 1 && (
        <Form.Item
          label="单派理由"
          name="singleReason"
          extra="默认属地和行业主管双派单。只派一个单位时写明理由；两条线为同一单位的不必填写。"
        >
          <Input maxLength={500} />
        </Form.Item>
      )}
      <DutyReason />
      <Form.Item label="派单意见（可不填）" name="advice">
        <Input.TextArea rows={2} maxLength={1000} placeholder="需要承办单位注意的情况" />
      </Form.Item>
    </>
  )
}

/** The units, each with its line and role. */
export function UnitRows() {
  return (
    <Form.List name="units">
      {(rows, { add, remove }) => (
        <fieldset className="unit-lines-frame">
          <legend>承办单位</legend>
          {rows.map(({ key, name }) => (
            <UnitRow key={key} at={name} remove={() => remove(name)} />
          ))}
          <div className="row">
            <Button
              size="small"
              icon={<PlusOutlined aria-hidden="true" />}
              onClick={() => add({ line: 'industry', role: 'assist' })}
            >
              加一个单位
            </Button>
            <GroupPicker
              onPick={(ids) => ids.forEach((unitId) => add({ unitId, line: 'territory', role: 'assist' }))}
            />
          </div>
        </fieldset>
      )}
    </Form.List>
  )
}

/** 各镇 and the like: every unit of it becomes a row of its own, and may be taken out again. */
function GroupPicker({ onPick }: { onPick: (unitIds: number[]) => void }) {
  const { data } = useRegion()
  const units = (Form.useWatch('units') ?? []) as (UnitLine | undefined)[]
  const groups = data?.groups ?? []
  const taken = units.map((unit) => unit?.unitId)
  if (!groups.length) return null
  return (
    <Select
      size="small"
      aria-label="加一组单位"
      placeholder="加一组单位"
      value={null}
      style={{ width: 180 }}
      showSearch={{ optionFilterProp: 'label' }}
      options={groups.map(({ code, name, unitIds }) => ({ value: code, label: `${name}（${unitIds.length}）` }))}
      onChange={(code) => {
        const group = groups.find((each) => each.code === code)
        onPick((group?.unitIds ?? []).filter((id) => !taken.includes(id)))
      }}
    />
  )
}

/** Asked for when a village or community is among them; the duty list decides whether it is needed. */
function DutyReason() {
  const { data } = useRegion()
  const units = (Form.useWatch('units') ?? []) as (UnitLine | undefined)[]
  const villages = new Set((data?.units ?? []).filter(({ kind }) => kind === 'village').map(({ id }) => id))
  if (!units.some((unit) => unit?.unitId && unit.role !== 'copy' && villages.has(unit.unitId))) return null
  return (
    <Form.Item label="清单外交办理由（可不填）" name="dutyReason" extra="职责清单没有的事项交嘎查村（社区）时填写">
      <Input maxLength={500} />
    </Form.Item>
  )
}

function UnitRow({ at, remove }: { at: number; remove: () => void }) {
  const which = `第 ${at + 1} 个单位`
  return (
    <div className="unit-row">
      <Form.Item name={[at, 'unitId']} className="unit-row-name">
        <UnitPicker aria-label={which} />
      </Form.Item>
      <Form.Item name={[at, 'line']}>
        <Select options={choicesOf(LINES)} aria-label={`${which}的条线`} style={{ width: 110 }} />
      </Form.Item>
      <Form.Item name={[at, 'role']}>
        <Radio.Group options={choicesOf(ASSIGNMENT_ROLES)} optionType="button" aria-label={`${which}的角色`} />
      </Form.Item>
      <Button type="text" icon={<DeleteOutlined aria-hidden="true" />} aria-label={`去掉${which}`} onClick={remove} />
    </div>
  )
}

export function dispatchBody({ units, singleReason, dutyReason, advice }: Values) {
  const list = ((units as UnitLine[] | undefined) ?? []).map(({ unitId, line, role }) => ({ unitId, line, role }))
  const single = list.filter(({ role }) => role !== 'copy').length === 1
  return {
    units: list,
    ...(single && singleReason ? { singleReason } : {}),
    ...(dutyReason ? { dutyReason } : {}),
    ...(advice ? { advice } : {}),
  }
}
