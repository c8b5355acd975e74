import { Form, Input, Radio } from 'antd'
import { useEffect } from 'react'
import { useMay } from '../../parts/me'
import type { Outcome } from './values'

/** How the call ends: answered at once, filed, or filed and sent out in one act where the catalogue is certain. */
export function OutcomeFields({ outcome, certain }: { outcome: Outcome; certain: boolean }) {
  const mayDispatch = useMay('ticket.dispatch')
  const form = Form.useFormInstance()
  useEffect(() => {
    if (outcome === 'dispatch' && !certain) form.setFieldValue('outcome', 'register')
  }, [form, outcome, certain])
  const options = [
    { value: 'register', label: '登记转办' },
    ...(mayDispatch ? [{ value: 'dispatch', label: '即时派单', disabled: !certain }] : []),
    { value: 'answer', label: '直接答复' },
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
      {outcome === 'answer' && (
        <Form.Item className="w12" label="答复内容" name="answer">
          <Input.TextArea rows={3} maxLength={5000} placeholder="照实记录向诉求人说明的内容" />
        </Form.Item>
      )}
    </>
  )
}
