import { Alert, Form, Input, Radio } from 'antd'
import { GRADES, REDO_EXITS, type RedoExit, SOLVED, TRANSFERRED_TO } from '#domain/words'
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

export function ExitFields() {
  const exit = (Form.useWatch('exit') ?? null) as RedoExit | null
  return (
    <>
      <Alert
        type="warning"
        showIcon
        className="gap-below"
        title="未解决、部分解决或不满意：请选择处置方式并写明理由。"
      />
      <Form.Item name="exit" label="处置方式" extra={exit && FOLLOWS[exit]}>
        <Radio.Group options={choicesOf(REDO_EXITS)} />
      </Form.Item>
      {exit === 'extended' && (
        <Form.Item name="checkOn" label="复核日期">
          <Input type="date" style={{ width: 200 }} />
        </Form.Item>
      )}
      {exit === 'transferred' && (
        <Form.Item name="transferredTo" label="移交去向">
          <Radio.Group options={choicesOf(TRANSFERRED_TO)} />
        </Form.Item>
      )}
      <Form.Item name="exitReason" label="处置理由">
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
    </>
  )
}

/** What follows from each way out. */
const FOLLOWS: Record<RedoExit, string> = {
  redo: '退回承办单位，进入下一轮，按重办时限办理；第三次重办自动升级。',
  judged: '经研判已尽职履责或诉求不合理，办结销号，理由存档。',
  extended: '先办结销号，到复核日期列入“延期复核”再次回访。',
  transferred: '移交有权处理的机关或途径，办结销号。',
}

/** A self-rating is read first; who was content needs no way out. */
export function SettleFields({ ticket }: FieldsProps) {
  const said = ticket.callbacks.findLast(({ via }) => via === 'link')
  const content = said?.solved === 'yes' && !low(said.resultGrade) && !low(said.mannerGrade)
  return content ? <p className="gap-below">诉求人已满意，确认后办结。</p> : <ExitFields />
}

export const PromiseFields = () => (
  <>
    <Form.Item name="at" label="约定时间" extra="今后七天之内；到时列在回访台最前。不计入未接通次数。">
      <Input type="datetime-local" style={{ width: 240 }} />
    </Form.Item>
    <Form.Item name="note" label="约定情况">
      <Input.TextArea rows={2} maxLength={500} placeholder="例如：正在开会，请下午三点再打" />
    </Form.Item>
  </>
)

/** The clock on the wall of the hotline. */
export const promiseBody = ({ at, note }: Values) => ({ at: at ? `${String(at)}+08:00` : undefined, note })

export function callbackBody(values: Values, ticket: TicketView) {
  const { contacted, solved, resultGrade, mannerGrade, words, exit, exitReason, checkOn, transferredTo, files } = values
  const answers = (contacted ?? []) as { contacted?: boolean }[]
  return {
    solved,
    resultGrade,
    mannerGrade,
    contacted: asked(ticket).map(({ id }, at) => ({ assignmentId: id, contacted: answers[at]?.contacted })),
    ...(words ? { words } : {}),
    ...(files ? { files } : {}),
    ...(unhappy(values) ? { exit, exitReason, ...followsFrom({ exit, checkOn, transferredTo }) } : {}),
  }
}

/** Only what belongs to the exit that was chosen in the end. */
const followsFrom = ({ exit, checkOn, transferredTo }: Values) => ({
  ...(exit === 'extended' && { checkOn }),
  ...(exit === 'transferred' && { transferredTo }),
})

export const settleBody = ({ exit, exitReason, ...more }: Values) =>
  exit ? { exit, exitReason, ...followsFrom({ exit, ...more }) } : {}

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
