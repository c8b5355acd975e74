import { Button, Drawer, Form, Input, Select } from 'antd'
import { ConsultationInput } from '#domain/inputs'
import type { ConsultationView } from '#domain/views'
import { check, showFaults } from '../../actions/faults'
import { call } from '../../api/http'
import { useRegion } from '../../api/queries'
import { useChange } from '../../api/use-change'
import { onSubmitKey } from '../../parts/keys'
import { useChairs } from './queries'

interface Values {
  title?: string
  day?: string
  time?: string
  place?: string
  chairId?: number
  unitIds?: number[]
  attendees?: string[]
}

interface DrawerProps {
  /** Changed; without it a new one is planned. */
  meeting?: ConsultationView
  onClose: () => void
  onDone: (meeting: ConsultationView) => void
}

export function PlanDrawer({ meeting, onClose, onDone }: DrawerProps) {
  const [form] = Form.useForm<Values>()
  const { busy, change } = useChange('lists')
  const save = async () => {
    const body = bodyOf(form.getFieldsValue())
    const faults = check(ConsultationInput, body)
    if (Object.keys(faults).length) return void showFaults(form, faults)
    const saved = await change(
      (intention) =>
        meeting
          ? call<ConsultationView>('PUT', `/consultations/${meeting.id}`, { body, intention, version: meeting.version })
          : call<ConsultationView>('POST', '/consultations', { body, intention }),
      meeting ? '已保存，已通知参会单位' : '已召集，已通知参会单位',
    )
    if (!saved) return
    onClose()
    onDone(saved)
  }
  return (
    <Drawer open onClose={onClose} title={meeting ? '修改会商' : '召集会商'} size={520}>
      <Form<Values>
        form={form}
        layout="vertical"
        name="consultation"
        requiredMark={false}
        initialValues={meeting ? valuesOf(meeting) : { time: '15:00', attendees: [] }}
        onKeyDownCapture={onSubmitKey(() => void save())}
      >
        <Form.Item label="会议名称" name="title" extra="参会单位都能看到，请勿写诉求人信息">
          <Input autoFocus maxLength={100} />
        </Form.Item>
        <div className="row">
          <Form.Item label="会议日期" name="day">
            <Input type="date" style={{ width: 200 }} />
          </Form.Item>
          <Form.Item label="会议时间" name="time">
            <Input type="time" style={{ width: 140 }} />
          </Form.Item>
        </div>
        <Form.Item label="会议地点" name="place">
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item label="主持人" name="chairId">
          <Select options={useChairChoices()} showSearch={{ optionFilterProp: 'label' }} placeholder="输入姓名查找" />
        </Form.Item>
        <Form.Item
          label="参会单位（可不填）"
          name="unitIds"
          extra="议程中工单的承办单位会自动受邀；另请的单位在这里添加"
        >
          <Select mode="multiple" options={useUnitChoices()} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Form.Item label="参会人员（可不填）" name="attendees" extra="输入一人按一次 Enter，如：张某（住建局）">
          <Select mode="tags" open={false} suffixIcon={null} />
        </Form.Item>
        <div className="form-foot">
          <Button type="primary" loading={busy} onClick={() => void save()}>
            {meeting ? '保存' : '召集并通知'}
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      </Form>
    </Drawer>
  )
}

function useChairChoices() {
  const { data } = useChairs()
  return (data?.items ?? []).map(({ id, name, unitName }) => ({ value: id, label: `${name}（${unitName}）` }))
}

function useUnitChoices() {
  const { data } = useRegion()
  return (data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))
}

const bodyOf = ({ unitIds = [], ...values }: Values) => ({
  ...values,
  units: unitIds.map((unitId) => ({ unitId })),
})

const LOCAL = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

function valuesOf({ title, at, place, chairId, units, attendees }: ConsultationView): Values {
  const [day, time] = LOCAL.format(new Date(at)).split(' ')
  return { title, day: day!, time: time!, place, chairId, unitIds: units.map(({ id }) => id), attendees }
}
