import { Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import type { DeskRow, ShiftView } from '#domain/calls/views'
import { weekdayWords } from './gaps'
import { minutesOf } from './minutes'

interface Values {
  personId?: number
  by: 'week' | 'day'
  weekdays: number[]
  day?: string
  from: string
  to: string
}

interface NewShiftProps {
  members: DeskRow['members']
  busy: boolean
  onAdd: (shifts: Omit<ShiftView, 'name'>[]) => Promise<void>
  onCancel: () => void
}

/** One person's hours on some weekdays, or on a date, whose rows then stand instead of the weekday's. */
export function NewShift({ members, busy, onAdd, onCancel }: NewShiftProps) {
  const [form] = Form.useForm<Values>()
  const by = Form.useWatch('by', form) ?? 'week'
  const add = async () => {
    const { personId, weekdays, day, from, to } = form.getFieldsValue(true) as Values
    const days =
      by === 'day' ? (day ? [{ weekday: null, day }] : []) : weekdays.map((weekday) => ({ weekday, day: null }))
    form.setFields([
      { name: 'personId', errors: personId ? [] : ['请选择人员，先在“成员”中编入'] },
      { name: by === 'day' ? 'day' : 'weekdays', errors: days.length ? [] : ['请选择星期或日期'] },
    ])
    if (!personId || days.length === 0) return
    const [start, end] = minutesOf(from, to)
    await onAdd(days.map((each) => ({ ...each, personId, from: start, to: end })))
  }
  return (
    <Form form={form} layout="vertical" name="shift" requiredMark={false} initialValues={INITIAL}>
      <div className="fields">
        <Form.Item className="w4" label="人员" name="personId">
          <Select
            showSearch
            optionFilterProp="label"
            options={members.map(({ personId, name }) => ({ value: personId, label: name }))}
          />
        </Form.Item>
        <Form.Item className="w3" label="开始" name="from">
          <Input type="time" />
        </Form.Item>
        <Form.Item className="w3" label="结束" name="to" extra="不晚于开始即为次日">
          <Input type="time" />
        </Form.Item>
        <Form.Item className="w12" label="排在" name="by">
          <Radio.Group
            optionType="button"
            options={[
              { value: 'week', label: '每周' },
              { value: 'day', label: '某一天' },
            ]}
          />
        </Form.Item>
        {by === 'week' ? (
          <Form.Item className="w12" label="星期" name="weekdays">
            <Checkbox.Group options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: weekdayWords(value) }))} />
          </Form.Item>
        ) : (
          <Form.Item className="w4" label="日期" name="day" extra="这一天只按日期的班次值守">
            <Input type="date" />
          </Form.Item>
        )}
      </div>
      <div className="row">
        <Button type="primary" loading={busy} onClick={() => void add()}>
          添加
        </Button>
        <Button onClick={onCancel}>取消</Button>
      </div>
    </Form>
  )
}

const INITIAL: Values = { by: 'week', weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '14:30' }
