import { Alert, Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { AnnouncementInput } from '#domain/inputs'
import { ANNOUNCEMENT_KINDS, PRIORITIES } from '#domain/words/desk'
import { check, showFaults } from '../../actions/faults'
import { serverNow } from '../../api/clock'
import { call } from '../../api/http'
import { useChange } from '../../api/use-change'
import { onSubmitKey } from '../../parts/keys'
import { CategoryPicker, PlacePicker } from '../../parts/pickers'
import { choicesOf } from '../../words/choices'
import { localInput, momentOf } from '../../words/time'

const DAY = 86_400_000

export function AnnouncementForm({ onDone }: { onDone: () => void }) {
  const [form] = Form.useForm<Record<string, unknown>>()
  const [trouble, setTrouble] = useState<string[]>([])
  const { busy, change } = useChange('announcements')
  const publish = async () => {
    const { from, until, ...values } = form.getFieldsValue()
    const body = filled({ ...values, from: momentOf(from), until: momentOf(until) })
    const faults = check(AnnouncementInput, body)
    setTrouble(Object.keys(faults).length ? ['请按提示补充。', ...showFaults(form, faults)] : [])
    if (Object.keys(faults).length) return
    const send = (intention: string) => call<object>('POST', '/announcements', { body, intention })
    if (await change(send, '已发布，坐席立即可见')) onDone()
  }
  return (
    <Form
      form={form}
      layout="vertical"
      name="announcement"
      requiredMark={false}
      onKeyDownCapture={onSubmitKey(() => void publish())}
      initialValues={{
        kind: 'announcement',
        priority: 3,
        from: localInput(serverNow()),
        until: localInput(serverNow() + DAY),
      }}
    >
      {trouble.length > 0 && <Alert type="error" showIcon className="gap-below" title={trouble.join(' ')} />}
      <Form.Item label="种类" name="kind">
        <Radio.Group options={choicesOf(ANNOUNCEMENT_KINDS)} optionType="button" />
      </Form.Item>
      <Form.Item label="优先级" name="priority">
        <Radio.Group
          optionType="button"
          options={choicesOf(PRIORITIES).map(({ value, label }) => ({ value: Number(value), label }))}
        />
      </Form.Item>
      <Form.Item label="标题" name="title">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item label="内容" name="body">
        <Input.TextArea rows={5} maxLength={5000} />
      </Form.Item>
      <div className="row">
        <Form.Item label="开始时间" name="from">
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item label="结束时间" name="until">
          <Input type="datetime-local" />
        </Form.Item>
      </div>
      <Form.Item label="诉求分类（可不填）" name="categoryCode">
        <CategoryPicker />
      </Form.Item>
      <Form.Item label="地点（可不填）" name="placeCode">
        <PlacePicker />
      </Form.Item>
      <Button type="primary" loading={busy} onClick={() => void publish()}>
        发布（Ctrl+Enter）
      </Button>
    </Form>
  )
}

const filled = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''))
