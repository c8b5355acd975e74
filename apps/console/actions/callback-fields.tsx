import { Alert, Form, Input, Radio } from 'antd'
import { GRADES, REDO_EXITS, SOLVED } from '#domain/words'
import type { TicketView } from '#domain/views'
import { FileField } from '../parts/file-field'
import { choicesOf } from '../words/choices'
import type { FieldsProps, Values } from './forms'

/** Asked in the order of the call: did they contact you, is it solved, how was the result, how was the manner. */
export function CallbackFields({ ticket }: FieldsProps) {
  const values = (Form.useWatch([]) ?? {}) as Values
  return (
    <>
      {asked(ticket).map(({ id, unitName }, at) => (
        <Form.Item key={id} name={['contacted', at, 'contacted']} label={`${unitName}联系过您吗？`}>
          <Radio.Group options={YES_NO} optionType="button" />
        </Form.Item>
      ))}
      <Form.Item name="solved" label="问题解决了吗？">
        <Radio.Group options={choicesOf(SOLVED)} optionType="button" />
      </Form.Item>
      <Form.Item name="resultGrade" label="对办理结果满意吗？">
        <Radio.Group options={GRADE_CHOICES} optionType="button" />
      </Form.Item>
      <Form.Item name="mannerGrade" label="对工作态度满意吗？">
        <Radio.Group options={GRADE_CHOICES} optionType="button" />
      </Form.Item>
      <Form.Item name="words" label="诉求人原话">
        <Input.TextArea rows={3} maxLength={5000} placeholder="照实记录，不概括" />
      </Form.Item>
      <FileField />
      {unhappy(values) && <ExitFields />}
    </>
  )
}

const ExitFields = () => (
  <>
    <Alert type="warning" showIcon className="gap-below" title="未解决、部分解决或不满意：请选择处置方式并写明理由。" />
    <Form.Item name="exit" label="处置方式">
      <Radio.Group options={choicesOf(REDO_EXITS)} />
    </Form.Item>
    <Form.Item name="exitReason" label="处置理由">
      <Input.TextArea rows={2} maxLength={1000} />
    </Form.Item>
  </>
)

export function callbackBody(values: Values, ticket: TicketView) {
  const { contacted, solved, resultGrade, mannerGrade, words, exit, exitReason, files } = values
  const answers = (contacted ?? []) as { contacted?: boolean }[]
  return {
    solved,
    resultGrade,
    mannerGrade,
    contacted: asked(ticket).map(({ id }, at) => ({ assignmentId: id, contacted: answers[at]?.contacted })),
    ...(words ? { words } : {}),
    ...(files ? { files } : {}),
    ...(unhappy(values) ? { exit, exitReason } : {}),
  }
}

/** The units that worked on it; a copy had nothing to do. */
const asked = ({ assignments }: TicketView) =>
  assignments.filter(({ role, state, parentId }) => role !== 'copy' && !parentId && state === 'accepted')

const low = (grade: unknown) => typeof grade === 'number' && grade <= 2
const unhappy = ({ solved, resultGrade, mannerGrade }: Values) =>
  solved === 'partly' || solved === 'no' || low(resultGrade) || low(mannerGrade)

const YES_NO = [
  { value: true, label: '联系过' },
  { value: false, label: '没有联系' },
]
const GRADE_CHOICES = ([5, 4, 3, 2, 1] as const).map((value) => ({ value, label: GRADES[value] }))
