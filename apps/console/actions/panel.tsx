import { Alert, App, Button, Form } from 'antd'
import { useState } from 'react'
import type { ActionOffer, ActionResult, TicketView } from '#domain/views'
import { changesOf, isCode, wordsOf } from '../api/problem'
import { useDraft } from '../parts/draft'
import { onSubmitKey } from '../parts/keys'
import { DraftLine } from '../parts/draft-line'
import { check, serverFaults, showFaults } from './faults'
import { type ActionForm, type Values } from './forms'
import { News } from './news'
import { useSeen } from './seen'
import { useAct } from './use-act'

interface PanelProps {
  ticket: TicketView
  offer: ActionOffer
  form: ActionForm
  /** What the form starts with beyond the action's own: a proposal, say. */
  start?: Values
  onDone: (result: ActionResult) => void
  onCancel?: () => void
  onDirty?: () => void
}

/** One action's form: checks as the server does, keeps drafts, shows what others did meanwhile, loses nothing on a refusal. */
export function ActionPanel({ ticket, offer, form: spec, start, onDone, onCancel, onDirty }: PanelProps) {
  const [form] = Form.useForm<Values>()
  const seen = useSeen(ticket)
  const draftKey = spec.draft ? `${offer.action}-${offer.assignmentId ?? ticket.id}` : undefined
  const draft = useDraft<Values>(draftKey, (values) => form.setFieldsValue(values))
  const { busy, trouble, submit } = useSubmit(ticket, offer, spec, form, seen, (result) => {
    draft.discard()
    onDone(result)
  })
  const changed = () => {
    onDirty?.()
    draft.save(form.getFieldsValue(true) as Values)
  }
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      name={`${offer.action}-${offer.assignmentId ?? ticket.id}`}
      initialValues={{ ...spec.start?.(ticket), ...start }}
      onValuesChange={changed}
      onKeyDownCapture={onSubmitKey(() => void submit())}
      aria-label={offer.label}
    >
      {seen.news.length > 0 && (
        <News title="有更新：工单刚刚发生了变化，已填写的内容不受影响。" events={seen.news} onRead={seen.read} />
      )}
      {trouble && (
        <Alert type="error" showIcon className="gap-below" title={trouble[0]} description={listed(trouble.slice(1))} />
      )}
      {spec.Fields && <spec.Fields ticket={ticket} offer={offer} />}
      <div className="form-foot">
        <Button type="primary" loading={busy} onClick={() => void submit()}>
          {spec.submit ?? offer.label}
        </Button>
        {onCancel && <Button onClick={onCancel}>取消</Button>}
        {spec.draft && <DraftLine draft={draft} />}
      </div>
    </Form>
  )
}

function useSubmit(
  ticket: TicketView,
  offer: ActionOffer,
  spec: ActionForm,
  form: ReturnType<typeof Form.useForm<Values>>[0],
  seen: ReturnType<typeof useSeen>,
  done: (result: ActionResult) => void,
) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string[]>()
  const act = useAct(ticket.id, offer)
  const { message } = App.useApp()
  const submit = async () => {
    if (busy) return
    const values = form.getFieldsValue(true) as Values
    const body = spec.body ? spec.body(values, ticket) : values
    const faults = check(spec.input, body)
    if (Object.keys(faults).length) return setTrouble(['请按提示补充后再提交。', ...showFaults(form, faults)])
    setBusy(true)
    setTrouble(undefined)
    try {
      const result = await act(body, seen.version)
      message.success(`${ticket.shownNumber} 已${offer.label}`)
      done(result)
    } catch (error) {
      const changes = changesOf(error)
      if (changes) seen.learn(changes)
      setTrouble([
        isCode(error, 'stale') ? '提交没有生效：工单已被他人更新，请看上方的变化。' : wordsOf(error),
        ...serverFaults(form, error),
      ])
    } finally {
      setBusy(false)
    }
  }
  return { busy, trouble, submit }
}

const listed = (lines: string[]) =>
  lines.length > 0 && (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
