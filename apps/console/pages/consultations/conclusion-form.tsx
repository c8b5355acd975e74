import { Alert, Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { ConcludeInput } from '#domain/inputs'
import type { AgendaItemView, ConsultationView } from '#domain/views'
import { UnitRows } from '../../actions/dispatch-fields'
import { check, showFaults } from '../../actions/faults'
import { call } from '../../api/http'
import { useChange } from '../../api/use-change'
import { DraftLine } from '../../parts/draft-line'
import { useDraft } from '../../parts/draft'
import { onSubmitKey } from '../../parts/keys'

interface Values {
  units?: { unitId?: number; line: string; role: string }[]
  basis?: string
  replyDays?: number | null
  discussion?: string
}

interface FormProps {
  consultationId: string
  item: AgendaItemView
  onClose: () => void
}

/** What the meeting concludes of one ticket; kept until the meeting is carried out. Nothing typed is lost on a refusal. */
export function ConclusionForm({ consultationId, item, onClose }: FormProps) {
  const [form] = Form.useForm<Values>()
  const { busy, change } = useChange('lists')
  const [seen] = useState(item.version)
  const draft = useDraft<Values>(`conclusion-${item.itemId}-${item.version}`, (values) => form.setFieldsValue(values))
  const save = async () => {
    const body = bodyOf(form.getFieldsValue(true) as Values)
    const faults = check(ConcludeInput, body)
    if (Object.keys(faults).length) return void showFaults(form, faults)
    const path = `/consultations/${consultationId}/items/${item.itemId}`
    const saved = await change(
      (intention) => call<ConsultationView>('PUT', path, { body, version: seen, intention }),
      '结论已保存，会议结束时落实',
    )
    if (!saved) return
    draft.discard()
    onClose()
  }
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      name={`conclusion-${item.itemId}`}
      requiredMark={false}
      initialValues={startOf(item)}
      onValuesChange={() => draft.save(form.getFieldsValue(true) as Values)}
      onKeyDownCapture={onSubmitKey(() => void save())}
      aria-label={`${item.ticket.shownNumber} 的结论`}
    >
      {item.version !== seen && (
        <Alert
          type="warning"
          showIcon
          className="gap-below"
          title="这件工单的结论刚由他人修改。已填写的内容没有丢失，请关闭后重新打开核对。"
        />
      )}
      <UnitRows />
      <Form.Item label="会商结论" name="basis" extra="诉求人看不到；写明依据和各单位分工">
        <Input.TextArea rows={3} maxLength={2000} showCount />
      </Form.Item>
      <Form.Item label="答复期限（可不填）" name="replyDays" extra="自结论起的工作日；不填则按原时限">
        <InputNumber min={1} max={60} precision={0} style={{ width: 160 }} />
      </Form.Item>
      <Form.Item label="讨论情况（可不填）" name="discussion" extra="写入会议纪要，单位看不到">
        <Input.TextArea rows={3} maxLength={5000} showCount />
      </Form.Item>
      <div className="form-foot">
        <Button type="primary" loading={busy} onClick={() => void save()}>
          保存结论
        </Button>
        <Button onClick={onClose}>取消</Button>
        <DraftLine draft={draft} />
      </div>
    </Form>
  )
}

const STANDING = ['pending', 'signed', 'replied']

/** What was concluded so far; else who has it now. */
function startOf({ conclusion, assignments }: AgendaItemView): Values {
  if (conclusion) {
    const { units, basis, replyDays, discussion } = conclusion
    return { units: units.map(unitOf), basis: basis ?? '', replyDays, discussion: discussion ?? '' }
  }
  const standing = assignments.filter(({ state }) => STANDING.includes(state)).map(unitOf)
  return { units: standing.length ? standing : [{ line: 'industry', role: 'lead' }] }
}

const unitOf = ({ unitId, line, role }: { unitId: number; line: string; role: string }) => ({ unitId, line, role })

function bodyOf({ units = [], basis, replyDays, discussion }: Values) {
  return {
    units: units.map(({ unitId, line, role }) => ({ unitId, line, role })),
    basis: basis ?? '',
    ...(replyDays ? { replyDays } : {}),
    ...(discussion ? { discussion } : {}),
  }
}
