import { Button, Form, Input, InputNumber, Select } from 'antd'
import type { DeskRow } from '#domain/calls/views'
import { DeskInput } from '#domain/inputs/calls'
import { DESKS, type Desk } from '#domain/words'
import { check, showFaults } from '../../actions/faults'
import { call } from '../../api/http'
import { useChange } from '../../api/use-change'
import { choicesOf } from '../../words/choices'
import { hoursOf, minutesOf } from './minutes'

interface Values {
  name: string
  from: string
  to: string
  overflow?: Desk
  ringSeconds: number
}

/** When somebody should be there, how long it rings at one, and who stands in. */
export function DeskForm({ desk }: { desk: DeskRow }) {
  const [form] = Form.useForm<Values>()
  const { busy, change } = useChange('desks')
  const save = async () => {
    const { from, to, ...rest } = form.getFieldsValue()
    const [openFrom, openTo] = minutesOf(from, to)
    const body = { ...rest, openFrom, openTo }
    const faults = check(DeskInput, body)
    if (Object.keys(faults).length) return void showFaults(form, faults)
    await change((intention) => call('PUT', `/desks/${desk.code}`, { body, intention }), '专席已保存')
  }
  const initial = {
    name: desk.name,
    from: hoursOf(desk.openFrom),
    to: hoursOf(desk.openTo),
    overflow: desk.overflow ?? undefined,
    ringSeconds: desk.ringSeconds,
  }
  return (
    <section className="card" aria-label="设置">
      <h2>{desk.name} · 设置</h2>
      <Form form={form} layout="vertical" name="desk" initialValues={initial} requiredMark={false}>
        <div className="fields">
          <Form.Item className="w6" label="名称" name="name">
            <Input maxLength={30} />
          </Form.Item>
          <Form.Item className="w6" label="无人就绪时转至" name="overflow">
            <Select
              allowClear
              options={choicesOf(DESKS).filter(({ value }) => value !== desk.code)}
              placeholder="不转"
            />
          </Form.Item>
          <Form.Item className="w4" label="值守开始" name="from">
            <Input type="time" />
          </Form.Item>
          <Form.Item className="w4" label="值守结束" name="to" extra="不晚于开始即为次日">
            <Input type="time" />
          </Form.Item>
          <Form.Item className="w4" label="首位坐席振铃秒数" name="ringSeconds" extra="之后全体成员同时振铃">
            <InputNumber min={0} max={120} />
          </Form.Item>
        </div>
        <Button type="primary" loading={busy} onClick={() => void save()}>
          保存设置
        </Button>
      </Form>
    </section>
  )
}
