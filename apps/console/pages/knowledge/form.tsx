import { Alert, Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { KnowledgeView } from '#domain/desk-views'
import { KnowledgeInput } from '#domain/inputs'
import { AUDIENCES } from '#domain/words/desk'
import { check, showFaults } from '../../actions/faults'
import { serverNow } from '../../api/clock'
import { call } from '../../api/http'
import { useChange } from '../../api/use-change'
import { CategoryPicker, UnitPicker } from '../../parts/pickers'
import { choicesOf } from '../../words/choices'
import { dayOf } from '../../words/time'
import { onSubmitKey } from '../../parts/keys'

/** Writes an item, or its next version; what was typed stays whatever the server says. */
export function KnowledgeForm({ of, onDone }: { of?: KnowledgeView; onDone: () => void }) {
  const [form] = Form.useForm<Values>()
  const [trouble, setTrouble] = useState<string[]>([])
  const { busy, change } = useChange('knowledge')
  const save = async () => {
    const body = bodyOf(form.getFieldsValue())
    const faults = check(KnowledgeInput, body)
    setTrouble(Object.keys(faults).length ? ['请按提示补充。', ...showFaults(form, faults)] : [])
    if (Object.keys(faults).length) return
    const [method, path] = of ? (['PUT', `/knowledge/${of.id}`] as const) : (['POST', '/knowledge'] as const)
    if (await change((intention) => call<{ id: string }>(method, path, { body, intention }), '已保存为草稿')) onDone()
  }
  return (
    <Form
      form={form}
      layout="vertical"
      name="knowledge"
      requiredMark={false}
      initialValues={initial(of)}
      onKeyDownCapture={onSubmitKey(() => void save())}
    >
      {trouble.length > 0 && <Alert type="error" showIcon className="gap-below" title={trouble.join(' ')} />}
      <Form.Item label="标题" name="title">
        <Input autoFocus maxLength={100} />
      </Form.Item>
      <Form.Item label="问题" name="question" extra="照诉求人的问法写，坐席输入时按这里的词匹配。">
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
      <Form.Item label="答复口径" name="answer">
        <Input.TextArea rows={6} maxLength={5000} />
      </Form.Item>
      <Form.Item label="使用范围" name="audience" extra="内部：供坐席掌握，不原文答复。">
        <Radio.Group options={choicesOf(AUDIENCES)} optionType="button" />
      </Form.Item>
      <Form.Item label="责任单位" name="unitId">
        <UnitPicker />
      </Form.Item>
      <Form.Item label="诉求分类（可不填）" name="categoryCode">
        <CategoryPicker />
      </Form.Item>
      <div className="row">
        <Form.Item label="生效日期" name="validFrom">
          <Input type="date" />
        </Form.Item>
        <Form.Item label="失效日期（不填为长期）" name="validUntil">
          <Input type="date" />
        </Form.Item>
      </div>
      <Button type="primary" loading={busy} onClick={() => void save()}>
        保存草稿（Ctrl+Enter）
      </Button>
    </Form>
  )
}

interface Values {
  title?: string
  validFrom?: string
  validUntil?: string
}

function initial(of?: KnowledgeView) {
  if (!of) return { audience: 'public', validFrom: dayOf(serverNow()) }
  const { title, question, answer, audience, unitId, validFrom } = of
  const further = { categoryCode: of.categoryCode ?? undefined, validUntil: of.validUntil ?? undefined }
  return { title, question, answer, audience, unitId, validFrom, ...further }
}

const bodyOf = (values: Values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value))
