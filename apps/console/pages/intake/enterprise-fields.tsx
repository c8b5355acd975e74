import { Form, Input, Select } from 'antd'
import { creditCodeFault, plainCreditCode } from '#domain/privacy/credit-code'
import { ENTERPRISE_SIZES } from '#domain/words/desk'
import { useRegion } from '../../api/queries'
import { choicesOf } from '../../words/choices'

/** What an enterprise is asked beside its name; the code is checked while the caller can still spell it. */
export function EnterpriseFields({ onCode }: { onCode: () => void }) {
  const { data } = useRegion()
  const parks = (data?.units ?? []).filter(({ kind }) => kind === 'park')
  return (
    <>
      <Form.Item
        className="w6"
        label="统一社会信用代码（可不填）"
        name={['requester', 'creditCode']}
        normalize={plainCreditCode}
        validateTrigger="onBlur"
        rules={[{ validator: soundCode }]}
      >
        <Input maxLength={24} autoComplete="off" className="number" onBlur={onCode} />
      </Form.Item>
      <Form.Item className="w3" label="联系人" name={['requester', 'contactPerson']}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item className="w3" label="所属行业" name={['requester', 'industry']}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item className="w3" label="企业规模" name={['requester', 'size']}>
        <Select allowClear options={choicesOf(ENTERPRISE_SIZES)} />
      </Form.Item>
      <Form.Item className="w9" label="所在园区" name={['requester', 'parkId']}>
        <Select allowClear options={parks.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
    </>
  )
}

async function soundCode(_: unknown, typed: string | undefined) {
  const fault = typed ? creditCodeFault(plainCreditCode(typed)) : null
  if (fault) throw new Error(fault)
}
