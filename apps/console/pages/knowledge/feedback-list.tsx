import { App, Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { FeedbackView } from '#domain/desk-views'
import { FeedbackInput, SettleInput, SETTLEMENTS } from '#domain/inputs'
import { FEEDBACK_STATES } from '#domain/words/desk'
import { check, showFaults } from '../../actions/faults'
import { call } from '../../api/http'
import { usePages } from '../../api/queries'
import { useChange } from '../../api/use-change'
import { Mark } from '../../parts/marks'
import { Empty, Failed, Loading } from '../../parts/states'
import { More } from '../../parts/ticket-table'
import { choicesOf } from '../../words/choices'
import { fullTime } from '../../words/time'

/** What is said to be wrong, the most urgent first. */
export function FeedbackList({ onOpen }: { onOpen: (id: string) => void }) {
  const list = usePages<FeedbackView>('knowledge', '/knowledge-feedback', {})
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  if (list.isPending) return <Loading />
  if (!list.data) return <Failed error={list.error} retry={() => void list.refetch()} />
  if (rows.length === 0) return <Empty title="没有待核实的反馈" />
  return (
    <ul className="plain-rows inset">
      {rows.map((feedback) => (
        <FeedbackLine key={feedback.id} feedback={feedback} onOpen={onOpen} />
      ))}
      <More list={list} />
    </ul>
  )
}

export function FeedbackLine({ feedback, onOpen }: { feedback: FeedbackView; onOpen?: (id: string) => void }) {
  const [settling, setSettling] = useState(false)
  return (
    <li>
      <div className="row">
        {onOpen && (
          <button type="button" className="link-inline" onClick={() => onOpen(feedback.itemId)}>
            {feedback.title}
          </button>
        )}
        <Mark colour={feedback.state === 'open' ? 'amber' : 'green'}>{FEEDBACK_STATES[feedback.state]}</Mark>
        <span className="quiet">
          {feedback.unitName} · {fullTime(feedback.dueAt)} 前核实
        </span>
      </div>
      <p>{feedback.note}</p>
      <p className="quiet">
        {feedback.saidBy} · {fullTime(feedback.saidAt)}
      </p>
      {feedback.answer && (
        <p>
          {feedback.settledBy}：{feedback.answer}
        </p>
      )}
      {feedback.maySettle && (
        <Button size="small" onClick={() => setSettling(true)}>
          核实
        </Button>
      )}
      <Settle id={feedback.id} open={settling} onClose={() => setSettling(false)} />
    </li>
  )
}

function Settle({ id, open, onClose }: { id: string; open: boolean; onClose: () => void }) {
  const [form] = Form.useForm<SettleInput>()
  const { busy, change } = useChange('knowledge')
  const send = async () => {
    const body = form.getFieldsValue()
    const faults = check(SettleInput, body)
    if (Object.keys(faults).length) return void showFaults(form, faults)
    const path = `/knowledge-feedback/${id}/settle`
    if (await change((intention) => call<object>('POST', path, { body, intention }), '已登记')) onClose()
  }
  return (
    <Modal
      open={open}
      title="核实反馈"
      okText="登记"
      cancelText="取消"
      confirmLoading={busy}
      onOk={() => void send()}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" name={`settle-${id}`} initialValues={{ outcome: 'corrected' }}>
        <Form.Item label="核实结果" name="outcome">
          <Radio.Group options={choicesOf(SETTLEMENTS)} optionType="button" />
        </Form.Item>
        <Form.Item label="核实说明" name="answer" extra="需要改的，请同时改写这条知识。">
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** A button beside an answer: what is wrong with it goes to those who answer for it. */
export function SayWrong({ id, version, title }: { id: string; version: number; title: string }) {
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<{ note: string }>()
  const { message } = App.useApp()
  const { busy, change } = useChange('knowledge')
  const send = async () => {
    const body = { version, note: form.getFieldValue('note') as string }
    const [fault] = Object.values(check(FeedbackInput, body)).flat()
    if (fault) return void message.error(fault)
    const path = `/knowledge/${id}/feedback`
    if (await change((intention) => call<object>('POST', path, { body, intention }), '已反馈责任单位')) setOpen(false)
  }
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-label={`反映“${title}”有误`}>
        有误
      </Button>
      <Modal
        open={open}
        title={`“${title}”哪里不对？`}
        okText="反馈"
        cancelText="取消"
        confirmLoading={busy}
        onOk={() => void send()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Form form={form} layout="vertical" name={`wrong-${id}`}>
          <Form.Item label="哪里不对" name="note">
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
