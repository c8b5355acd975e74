import { Checkbox, Form, Input, Radio } from 'antd'
import { CONTACT_WAYS } from '#domain/words'
import { FileField } from '../parts/file-field'
import { Due } from '../parts/lamp'
import { choicesOf } from '../words/choices'
import type { FieldsProps, Values } from './forms'

export const ContactFields = () => (
  <>
    <Form.Item label="联系方式" name="way">
      <Radio.Group options={choicesOf(CONTACT_WAYS)} />
    </Form.Item>
    <Form.Item label="联系情况" name="note" extra="何时与谁联系、诉求人说了什么、约定了什么。首次联系以提交时间为准。">
      <Input.TextArea rows={5} maxLength={2000} showCount autoFocus />
    </Form.Item>
    <FileField />
  </>
)

export const RelayFields = () => (
  <>
    <Form.Item label="转达内容" name="note" extra="本工单须保密，由热线中心转达诉求人；转达计入首次联系。">
      <Input.TextArea rows={5} maxLength={2000} showCount autoFocus />
    </Form.Item>
    <FileField />
  </>
)

export const UnreachedFields = () => (
  <Form.Item label="未接通情况" name="note" extra="三个不同的半天均未接通后，按“无法联系”办结。">
    <Input.TextArea rows={3} maxLength={500} showCount placeholder="例如：拨打两次，无人接听" />
  </Form.Item>
)

export const ConsentFields = ({ ticket }: FieldsProps) => (
  <>
    <Form.Item label="同意由哪个单位联系" name="unitId">
      <Radio.Group options={ticket.assignments.map(({ unitId, unitName }) => ({ value: unitId, label: unitName }))} />
    </Form.Item>
    <Form.Item label="诉求人原话" name="words">
      <Input.TextArea rows={3} maxLength={500} showCount />
    </Form.Item>
  </>
)

export function SendBackFields({ ticket }: FieldsProps) {
  const replied = ticket.assignments.filter(({ state }) => state === 'replied')
  return (
    <>
      <Form.Item label="退回理由" name="reason" extra="写明缺什么、需要补充什么。不计重办，答复时限继续计算。">
        <Input.TextArea rows={4} maxLength={1000} showCount autoFocus />
      </Form.Item>
      {replied.length > 1 && (
        <Form.Item label="退回哪些单位" name="assignmentIds" extra="不选表示全部退回。">
          <Checkbox.Group options={replied.map(({ id, unitName }) => ({ value: id, label: unitName }))} />
        </Form.Item>
      )}
      <p className="quiet gap-below">
        答复时限 <Due dueAt={ticket.dueAt} yellowAt={ticket.yellowAt} />
      </p>
    </>
  )
}

export function sendBackBody({ reason, assignmentIds }: Values) {
  const chosen = (assignmentIds as string[] | undefined) ?? []
  return { reason, ...(chosen.length && { assignments: chosen.map((assignmentId) => ({ assignmentId })) }) }
}
