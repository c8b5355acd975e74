import { Checkbox, Form, Input, Radio } from 'antd'
import { creditCodeFault, plainCreditCode } from '#domain/privacy/credit-code'
import { REQUESTER_KINDS, type RequesterKind } from '#domain/words'
import { LANGUAGES } from '#domain/words/desk'
import { choicesOf } from '../../words/choices'
import { EnterpriseFields } from './enterprise-fields'
import { cleanPhone, type Known } from './values'

interface RequesterFieldsProps {
  kind: RequesterKind
  /** By what an earlier call can be found. */
  onKnown: (known: Known) => void
}

/** Who is calling: the number first, because it is what one has before the first word. */
export function RequesterFields({ kind, onKnown }: RequesterFieldsProps) {
  const form = Form.useFormInstance()
  const typed = (name: string) => (form.getFieldValue(['requester', name]) as string | undefined) ?? ''
  const lookUp = () => {
    const phone = cleanPhone(typed('phone'))
    form.setFieldValue(['requester', 'phone'], phone)
    const creditCode = plainCreditCode(typed('creditCode'))
    onKnown(phone.length < 7 && creditCodeFault(creditCode) === null ? { creditCode } : { phone })
  }
  return (
    <>
      <Form.Item className="w3" label="联系电话" name={['requester', 'phone']}>
        <Input autoFocus inputMode="tel" autoComplete="off" maxLength={30} onBlur={lookUp} onPressEnter={lookUp} />
      </Form.Item>
      <Form.Item className="w3" label={NAMES[kind]} name={['requester', 'name']}>
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
      <Form.Item className="w6" label="诉求人类型" name={['requester', 'kind']}>
        <Radio.Group options={choicesOf(REQUESTER_KINDS)} optionType="button" />
      </Form.Item>
      <Form.Item className="w6" label="使用语言" name={['requester', 'language']}>
        <Radio.Group options={choicesOf(LANGUAGES)} optionType="button" />
      </Form.Item>
      <div className="w6 checks">
        <Form.Item name={['requester', 'anonymous']} valuePropName="checked" noStyle>
          <Checkbox>匿名</Checkbox>
        </Form.Item>
        <Form.Item name="nameConfidential" valuePropName="checked" noStyle>
          <Checkbox>姓名保密</Checkbox>
        </Form.Item>
        <Form.Item name="confidential" valuePropName="checked" noStyle>
          <Checkbox>内容保密</Checkbox>
        </Form.Item>
      </div>
      {kind !== 'citizen' && <EnterpriseFields onCode={lookUp} />}
    </>
  )
}

const NAMES = { citizen: '姓名', enterprise: '企业名称', organization: '组织名称' }
