import { Form, Input, Radio } from 'antd'
import { TICKET_TYPES, URGENCIES } from '#domain/words'
import { FileField } from '../../parts/file-field'
import { CategoryPicker, PlacePicker, UnitPicker } from '../../parts/pickers'
import { choicesOf } from '../../words/choices'
import { type IntakeValues, suggestedTitle } from './values'

/** What it is about, how urgent, where. */
export function DemandFields({ values }: { values: IntakeValues }) {
  const accuses = values.type === 'complaint' || values.type === 'report'
  return (
    <>
      <Form.Item className="w8" label="诉求类型" name="type">
        <Radio.Group options={choicesOf(TICKET_TYPES)} optionType="button" />
      </Form.Item>
      <Form.Item className="w4" label="紧急程度" name="urgency">
        <Radio.Group options={choicesOf(URGENCIES)} optionType="button" />
      </Form.Item>
      <Form.Item className="w12" label="诉求内容" name="content">
        <Input.TextArea rows={4} maxLength={10000} placeholder="何时、何地、何事、有何要求" />
      </Form.Item>
      <Form.Item className="w6" label="诉求分类" name="categoryCode">
        <CategoryPicker />
      </Form.Item>
      <Form.Item className="w6" label="标题" name="title">
        <Input maxLength={100} placeholder={suggestedTitle(values.content) || '不填时取内容的第一句'} />
      </Form.Item>
      <Form.Item className="w4" label="事发地" name="placeCode">
        <PlacePicker />
      </Form.Item>
      <Form.Item className={accuses ? 'w4' : 'w8'} label="详细地址" name="address">
        <Input maxLength={200} placeholder="小区、楼栋、门牌或附近标志" />
      </Form.Item>
      {accuses && (
        <Form.Item className="w4" label="被反映单位（可不填）" name="accusedUnitId">
          <UnitPicker placeholder="被投诉、举报的单位" />
        </Form.Item>
      )}
      <FileField className="w12" secret={values.type === 'report' || Boolean(values.confidential)} />
    </>
  )
}
