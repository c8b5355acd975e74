import { Checkbox, Form, Input, Radio } from 'antd'
import { REQUESTER_KINDS, type RequesterKind } from '#domain/words'
import { choicesOf } from '../../words/choices'
import { cleanPhone } from './values'

/** Who is calling: the number first, because it is what one has before the first word. */
export function RequesterFields({ kind, onPhone }: { kind: RequesterKind; onPhone: (phone: string) => void }) {
  const form = Form.useFormInstance()
  const lookUp = () => {
    const phone = cleanPhone((form.getFieldValue(['requester', 'phone']) as string | undefined) ?? '')
    form.setFieldValue(['requester', 'phone'], phone)
    onPhone(phone)
  }
  return (
    <>
      <Form.Item className="w3" label="联系电话" name={['requester', 'phone']}>
        <Input autoFocus inputMode="tel" autoComplete="off" maxLength={30} onBlur={lookUp} onPressEnter={lookUp} />
      </Form.Item>
      <Form.Item className="w3" label={NAMES[kind]} name={['requester', 'name']}>
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
      <Form.Item className="w4" label="诉求人类型" name={['requester', 'kind']}>
        <Radio.Group options={choicesOf(REQUESTER_KINDS)} optionType="button" />
      </Form.Item>
      <div className="w2 checks">
        <Form.Item name={['requester', 'anonymous']} valuePropName="checked" noStyle>
          <Checkbox>匿名</Checkbox>
        </Form.Item>
        <Form.Item name="confidential" valuePropName="checked" noStyle>
          <Checkbox>保密</Checkbox>
        </Form.Item>
      </div>
      {kind !== 'citizen' && (
        <Form.Item
          className="w6"
          label="统一社会信用代码（可不填）"
          name={['requester', 'creditCode']}
          normalize={upper}
        >
          <Input maxLength={18} autoComplete="off" className="number" />
        </Form.Item>
      )}
    </>
  )
}

const NAMES = { citizen: '姓名', enterprise: '企业名称', organization: '组织名称' }
const upper = (typed: string) => typed.normalize('NFKC').toUpperCase().replace(/\s/g, '')
