import { Form, Input, InputNumber, Radio, Select, Switch } from 'antd'
import { type FieldSpec, fieldsOf } from '#domain/fields'
import { SUPERVISION_MODES, REQUEST_KINDS } from '#domain/words'
import type { TicketView } from '#domain/views'
import { FileField } from '../parts/file-field'
import { UnitPicker } from '../parts/pickers'
import { choicesOf } from '../words/choices'
import { UnitRows } from './dispatch-fields'
import type { FieldsProps } from './forms'

/**
 * The fields of an action as its input describes them: an action without a form of its own has one all the same.
 * `known` are those that the page has answered already.
 */
export const madeFields = (input: new () => object, known: readonly string[] = []) =>
  function MadeFields({ ticket }: FieldsProps) {
    return fieldsOf(input)
      .filter(({ key }) => !known.includes(key))
      .map((field) =>
        field.kind === 'files' ? (
          <FileField key="files" />
        ) : field.key === 'units' ? (
          <UnitRows key="units" />
        ) : (
          <Made key={field.key} field={field} ticket={ticket} />
        ),
      )
  }

function Made({ field, ticket }: { field: FieldSpec; ticket: TicketView }) {
  const label = field.optional ? `${field.label}（可不填）` : field.label
  return (
    <Form.Item label={label} name={field.key} {...(field.kind === 'yesNo' && { valuePropName: 'checked' })}>
      {inputFor(field, ticket)}
    </Form.Item>
  )
}

const RADIOS_UP_TO = 4
const LONG = 100

function inputFor({ kind, key, words, min, max }: FieldSpec, ticket: TicketView) {
  if (key === 'requestId') return <Radio.Group options={decidable(ticket)} />
  if (key === 'rectificationId') return <Radio.Group options={toCheck(ticket)} />
  if (key === 'supervisionId') return <Radio.Group options={openSupervisions(ticket)} />
  switch (kind) {
    case 'choice':
      return Object.keys(words!).length > RADIOS_UP_TO ? (
        <Select options={choicesOf(words!)} />
      ) : (
        <Radio.Group options={choicesOf(words!)} />
      )
    case 'unit':
      return <UnitPicker />
    case 'whole':
      return <InputNumber min={min} max={max} precision={0} style={{ width: 160 }} />
    case 'yesNo':
      return <Switch />
    case 'day':
      return <Input type="date" style={{ width: 200 }} />
    default:
      return (max ?? 0) > LONG ? (
        <Input.TextArea rows={max! > 1000 ? 4 : 3} maxLength={max} showCount />
      ) : (
        <Input maxLength={max} />
      )
  }
}

const decidable = ({ requests }: TicketView) =>
  requests
    .filter(({ mayDecide }) => mayDecide)
    .map(({ id, kind, unitName, reason, amount }) => ({
      value: id,
      label: [unitName, REQUEST_KINDS[kind], reason, amount].filter(Boolean).join(' · '),
    }))

const toCheck = ({ rectifications }: TicketView) =>
  rectifications
    .filter(({ state }) => state === 'submitted')
    .map(({ id, round, unitName, tries }) => ({
      value: id,
      label: `第 ${round} 轮 · ${unitName} · 第 ${tries} 次提交`,
    }))

const openSupervisions = ({ supervisions }: TicketView) =>
  supervisions
    .filter(({ closedAt }) => closedAt === null)
    .map(({ id, mode, unitName }) => ({ value: id, label: `${SUPERVISION_MODES[mode]} · ${unitName}` }))
