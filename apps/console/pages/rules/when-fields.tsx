import { Checkbox, Select } from 'antd'
import type { PolicyConditions } from '#domain/clock/policy'
import { AREA_KINDS, REQUESTER_KINDS, TICKET_TYPES, URGENCIES } from '#domain/words'
import { choicesOf } from '../../words/choices'

const LISTS = [
  { key: 'type', label: '诉求类型', options: choicesOf(TICKET_TYPES) },
  { key: 'urgency', label: '紧急程度', options: choicesOf(URGENCIES) },
  { key: 'requester', label: '诉求人', options: choicesOf(REQUESTER_KINDS) },
  { key: 'area', label: '区域', options: choicesOf(AREA_KINDS) },
] as const

/** When a rule holds; what is left empty does not matter. */
export function WhenFields({ when, onChange }: { when: PolicyConditions; onChange: (when: PolicyConditions) => void }) {
  const set = (key: keyof PolicyConditions, value: string[] | boolean | undefined) => {
    const { [key]: _before, ...others } = when
    const empty = value === undefined || value === false || (Array.isArray(value) && value.length === 0)
    onChange(empty ? others : { ...others, [key]: value })
  }
  return (
    <>
      {LISTS.map(({ key, label, options }) => (
        <Select<string[]>
          key={key}
          mode="multiple"
          value={[...(when[key] ?? [])]}
          options={[...options]}
          onChange={(value) => set(key, value)}
          placeholder={`${label}不限`}
          aria-label={label}
          style={{ minWidth: 130 }}
          popupMatchSelectWidth={false}
        />
      ))}
      <Select<string[]>
        mode="tags"
        value={[...(when.category ?? [])]}
        onChange={(value) => set('category', value)}
        placeholder="分类代码不限"
        aria-label="分类代码开头"
        style={{ minWidth: 130 }}
        open={false}
      />
      <Checkbox checked={when.lifeLine === true} onChange={(event) => set('lifeLine', event.target.checked)}>
        水电气热
      </Checkbox>
      <Checkbox checked={when.complex === true} onChange={(event) => set('complex', event.target.checked)}>
        复杂
      </Checkbox>
    </>
  )
}
