import { Form, Select } from 'antd'
import { useMeetings } from '../pages/consultations/queries'
import { fullTime } from '../words/time'

/** Which of the meetings to come. */
export function TableFields() {
  const meetings = useMeetings('planned').data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Form.Item
      label="会商"
      name="consultationId"
      extra={meetings.length ? undefined : '没有待召开的会商，请先在“会商”中召集'}
    >
      <Select options={meetings.map(({ id, at, title }) => ({ value: id, label: `${fullTime(at)} ${title}` }))} />
    </Form.Item>
  )
}
