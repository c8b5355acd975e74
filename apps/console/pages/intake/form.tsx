import { Alert, Button, Form } from 'antd'
import { useState } from 'react'
import type { ActionResult, Proposal } from '#domain/views'
import { useDraft } from '../../parts/draft'
import { onSubmitKey } from '../../parts/keys'
import { AnnouncementsBeside } from '../../parts/announcements'
import { DraftLine } from '../../parts/draft-line'
import { CallLine } from '../../telephone/call-line'
import { DemandFields } from './demand-fields'
import { History } from './history'
import { KnowledgeCard } from './knowledge-card'
import { OutcomeFields } from './outcome-fields'
import { ProposalCard } from './proposal-card'
import type { CallEnd } from './registered'
import { RequesterFields } from './requester-fields'
import { useProposal } from './use-proposal'
import { useRegister } from './use-register'
import { blank, cleanPhone, type IntakeValues, type Known } from './values'

interface IntakeFormProps {
  /** The call it is said in. */
  call: string | null
  /** A number known before anything is typed. */
  phone?: string
  onDone: (result: ActionResult, how: CallEnd, proposal?: Proposal) => void
}

/** Made for a hand on the phone: top to bottom as the call goes, nothing hidden, Ctrl+Enter at the end. */
export function IntakeForm({ call, phone = '', onDone }: IntakeFormProps) {
  const [form] = Form.useForm<IntakeValues>()
  const [known, setKnown] = useState<Known>({ phone })
  const [restored, setRestored] = useState(false)
  const values = (Form.useWatch([], form) ?? blank()) as IntakeValues
  const proposal = useProposal(values)
  const draft = useDraft<IntakeValues>(call ? `intake-${call}` : 'intake', (saved) => {
    form.setFieldsValue(saved)
    setKnown({ phone: cleanPhone(saved.requester?.phone ?? '') })
    setRestored(true)
  })
  const finish = (result: ActionResult, how: CallEnd) => {
    draft.discard()
    onDone(result, how, proposal.data)
  }
  const { busy, trouble, register } = useRegister(form, proposal.data, (result, over) =>
    finish(result, over ? 'over' : 'filed'),
  )
  const clear = () => {
    form.resetFields()
    setKnown({ phone })
    setRestored(false)
    draft.discard()
  }
  return (
    <div className="intake">
      <Form<IntakeValues>
        form={form}
        className="card"
        layout="vertical"
        requiredMark={false}
        name="intake"
        initialValues={blank(call, phone)}
        onValuesChange={(_, all) => draft.save(all)}
        onKeyDownCapture={onSubmitKey(() => void register())}
        aria-label="诉求登记"
      >
        {call && <CallLine callId={call} onPhone={(phone) => setKnown({ phone })} />}
        {restored && <Restored clear={clear} />}
        {trouble && <Trouble lines={trouble} />}
        <div className="fields">
          <RequesterFields onKnown={setKnown} kind={values.requester?.kind ?? 'citizen'} />
          <DemandFields values={values} />
          <OutcomeFields outcome={values.outcome} certain={proposal.data?.certain ?? false} />
        </div>
        <div className="form-foot">
          <Button type="primary" size="large" loading={busy} onClick={() => void register()}>
            {SUBMIT[values.outcome ?? 'register']}（Ctrl+Enter）
          </Button>
          <Button onClick={clear}>清空</Button>
          <DraftLine draft={draft} />
        </div>
      </Form>
      <div className="intake-side stack">
        <History known={known} content={values.content ?? ''} onAttached={(result) => finish(result, 'attached')} />
        <KnowledgeCard form={form} values={values} />
        <AnnouncementsBeside categoryCode={values.categoryCode} placeCode={values.placeCode} />
        <ProposalCard proposal={proposal} />
      </div>
    </div>
  )
}

const SUBMIT = {
  register: '登记',
  dispatch: '登记并派单',
  answer: '登记并办结',
  threeWay: '登记并办结',
  handOver: '登记交转',
  decline: '登记不予受理',
  callbackOnly: '登记待回访',
}

const Restored = ({ clear }: { clear: () => void }) => (
  <Alert
    type="info"
    showIcon
    className="gap-below"
    title="已恢复上次没有提交的内容。"
    action={
      <Button size="small" onClick={clear}>
        清空重填
      </Button>
    }
  />
)

const Trouble = ({ lines }: { lines: string[] }) => (
  <Alert
    type="error"
    showIcon
    className="gap-below"
    title={lines[0]}
    description={
      lines.length > 1 && (
        <ul>
          {lines.slice(1).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )
    }
  />
)
