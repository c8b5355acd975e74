import { Button, Form, Input, Radio } from 'antd'
import type { AssignmentView } from '#domain/views'
import { REPLY_OUTCOMES } from '#domain/words'
import { FileField } from '../parts/file-field'
import { useSelf } from '../parts/me'
import { choicesOf } from '../words/choices'
import type { FieldsProps } from './forms'

/** 答复要素: everything a reply must say, one field each; what the requester will read is written apart. */
export function ReplyFields({ ticket, offer }: FieldsProps) {
  const outcome: unknown = Form.useWatch('outcome')
  const leads = ticket.assignments.some(({ id, role }) => id === offer.assignmentId && role === 'lead')
  const assists = leads ? ticket.assignments.filter(({ role, parentId }) => role === 'assist' && !parentId) : []
  const awaited = assists.filter(({ state }) => state === 'pending' || state === 'signed')
  const me = useSelf()
  const form = Form.useFormInstance()
  const compose = () => {
    const { findings = '', measures = '', basis = '' } = form.getFieldsValue(true) as Record<string, string>
    form.setFieldValue('publicText', publicText(findings, measures, basis, me.unit.name))
  }
  return (
    <>
      <Form.Item label="办理结果" name="outcome">
        <Radio.Group options={choicesOf(REPLY_OUTCOMES)} />
      </Form.Item>
      {outcome === 'inPlan' && (
        <Form.Item label="计划完成日期" name="plannedOn" extra="到期由督办核查是否兑现。">
          <Input type="date" style={{ width: 200 }} />
        </Form.Item>
      )}
      {awaited.length > 0 && (
        <Form.Item
          label="未等协办答复的原因"
          name="withoutAssists"
          extra={`协办尚未答复：${awaited.map(({ unitName }) => unitName).join('、')}。请等待其答复，或写明原因。`}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      )}
      {assists.length > 0 && <AssistReplies assists={assists} />}
      <Words name="findings" label="调查情况" rows={3} autoFocus />
      <Words name="measures" label="处理措施" rows={3} />
      <Words
        name="basis"
        label="政策依据"
        rows={2}
        placeholder="法律法规、文件名称和条款；没有专门规定的写明依据职责办理"
      />
      <Form.Item label="联系人及电话" name="contactPerson">
        <Input maxLength={100} placeholder={`例如：${me.person.name} 0477-8960000`} />
      </Form.Item>
      <Form.Item
        label="公开答复"
        name="publicText"
        extra={
          <>
            诉求人会看到这段话，请勿写入他人信息。
            <Button type="link" size="small" onClick={compose}>
              用以上内容起草
            </Button>
          </>
        }
      >
        <Input.TextArea rows={5} maxLength={5000} showCount placeholder={`您反映的“${ticket.title}”，经核实……`} />
      </Form.Item>
      <Words name="internalText" label="内部说明（不公开，可不填）" rows={2} />
      <FileField />
    </>
  )
}

/** What those who assist have replied to the lead. */
const AssistReplies = ({ assists }: { assists: AssignmentView[] }) => (
  <section className="card gap-below" aria-label="协办答复">
    <h3>协办答复</h3>
    <ul className="plain-rows">
      {assists.map(({ id, unitName, replies }) => (
        <li key={id}>
          <strong>{unitName}</strong>
          <p className="words">{replies.at(-1)?.publicText ?? '尚未答复'}</p>
        </li>
      ))}
    </ul>
  </section>
)

interface WordsProps {
  name: string
  label: string
  rows: number
  placeholder?: string
  autoFocus?: boolean
}

const Words = ({ name, label, rows, ...more }: WordsProps) => (
  <Form.Item label={label} name={name}>
    <Input.TextArea rows={rows} maxLength={5000} {...more} />
  </Form.Item>
)

const publicText = (findings: string, measures: string, basis: string, unit: string) =>
  [
    '您好，您反映的问题我单位已办理。',
    findings && `经调查：${findings}`,
    measures && `处理情况：${measures}`,
    basis && `依据：${basis}`,
    `感谢您的监督与支持。${unit}`,
  ]
    .filter(Boolean)
    .join('\n')
