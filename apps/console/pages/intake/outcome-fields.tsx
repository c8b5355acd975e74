import { Button, Form, Input, Radio } from 'antd'
import { useEffect } from 'react'
import type { KnowledgeUsed } from '#domain/desk-views'
import { DECLINE_REASONS, HANDED_OVER_TO, INTAKE_OUTCOMES } from '#domain/words'
import { useMay } from '../../parts/me'
import { UnitPicker } from '../../parts/pickers'
import { choicesOf } from '../../words/choices'
import type { Outcome } from './values'

/** How the call ends: answered at once, filed, or filed and sent out in one act where the catalogue is certain. */
export function OutcomeFields({ outcome, certain }: { outcome: Outcome; certain: boolean }) {
  const mayDispatch = useMay('ticket.dispatch')
  const form = Form.useFormInstance()
  useEffect(() => {
    if (outcome === 'dispatch' && !certain) form.setFieldValue('outcome', 'register')
  }, [form, outcome, certain])
  const [filed, ...over] = choicesOf(INTAKE_OUTCOMES)
  const options = [
    filed!,
    ...(mayDispatch ? [{ value: 'dispatch', label: '即时派单', disabled: !certain }] : []),
    ...over,
  ]
  return (
    <>
      <Form.Item
        className="w12"
        label="受理结果"
        name="outcome"
        extra={mayDispatch && !certain ? '派单目录有确定匹配时可以即时派单。' : undefined}
      >
        <Radio.Group options={options} optionType="button" buttonStyle="solid" />
      </Form.Item>
      {outcome === 'answer' && <Answer />}
      {outcome === 'threeWay' && <Participants />}
      {outcome === 'handOver' && <Told of="handOver" label="交转去向" name="to" words={HANDED_OVER_TO} />}
      {outcome === 'callbackOnly' && <HandledElsewhere />}
      {outcome === 'decline' && <Told of="decline" label="不予受理理由" name="reason" words={DECLINE_REASONS} />}
    </>
  )
}

/** The words said, and the item they were read from. */
function Answer() {
  const form = Form.useFormInstance()
  const used = Form.useWatch('knowledge', { form, preserve: true }) as KnowledgeUsed | undefined
  return (
    <Form.Item
      className="w12"
      label="答复内容"
      name="answer"
      extra={
        used && (
          <span className="row">
            依据知识：{used.title}（第 {used.version} 版）
            <Button size="small" type="link" onClick={() => form.setFieldValue('knowledge', undefined)}>
              不引用
            </Button>
          </span>
        )
      }
    >
      <Input.TextArea rows={3} maxLength={5000} placeholder="照实记录向诉求人说明的内容" />
    </Form.Item>
  )
}

/** 12315 handled it; what remains is to call the requester back. */
function HandledElsewhere() {
  return (
    <>
      <Form.Item className="w4" label="12315 工单号" name="channelRef">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item className="w8" label="原办理结果" name="answer">
        <Input.TextArea rows={3} maxLength={5000} placeholder="12315 交来的办理结果，回访时读给诉求人" />
      </Form.Item>
    </>
  )
}

/** One of a closed list, and what was said to the requester about it. */
function Told(props: { of: string; label: string; name: string; words: Record<string, string> }) {
  return (
    <>
      <Form.Item className="w12" label={props.label} name={[props.of, props.name]}>
        <Radio.Group options={choicesOf(props.words)} />
      </Form.Item>
      <Form.Item className="w12" label="告知诉求人的内容" name={[props.of, 'told']}>
        <Input.TextArea rows={3} maxLength={2000} placeholder="照实记录向诉求人说明的内容" />
      </Form.Item>
    </>
  )
}

const MOST_PARTICIPANTS = 5

function Participants() {
  return (
    <Form.List name="threeWay">
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <Participant key={key} at={name} drop={rows.length > 1 ? () => remove(name) : undefined} />
          ))}
          {rows.length < MOST_PARTICIPANTS && (
            <div className="w12">
              <Button onClick={() => add({})}>再加一个单位</Button>
            </div>
          )}
        </>
      )}
    </Form.List>
  )
}

function Participant({ at, drop }: { at: number; drop?: () => void }) {
  return (
    <>
      <Form.Item className="w4" label="参加单位" name={[at, 'unitId']}>
        <UnitPicker />
      </Form.Item>
      <Form.Item className={drop ? 'w6' : 'w8'} label="通话结果" name={[at, 'result']}>
        <Input.TextArea rows={2} maxLength={1000} placeholder="该单位当场答复了什么" />
      </Form.Item>
      {drop && (
        <div className="w2 checks">
          <Button onClick={drop}>移除</Button>
        </div>
      )}
    </>
  )
}
