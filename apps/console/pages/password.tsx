import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { PASSWORD_RULES, passwordFaults } from '#domain/privacy/password'
import { call } from '../api/http'
import { useMe } from '../api/queries'
import { faultsOf, wordsOf } from '../api/problem'

interface Values {
  current: string
  next: string
  again: string
}

/** Forced on the first sign-in, free from the person menu later. */
export function PasswordPage({ forced = false }: { forced?: boolean }) {
  const [form] = Form.useForm<Values>()
  const { busy, trouble, change } = useChange(forced, (faults) =>
    form.setFields(Object.entries(faults).map(([name, errors]) => ({ name: name as keyof Values, errors }))),
  )
  const login = useMe().data?.person.login ?? ''
  useEffect(() => void (document.title = '修改密码 · 即办'), [])
  const card = (
    <section className="door-card" aria-labelledby="password-title">
      <h1 id="password-title">修改密码</h1>
      {forced && <Alert type="info" showIcon title="首次登录或密码到期，修改后即可进入系统。" className="gap-below" />}
      {trouble && <Alert type="error" showIcon title={trouble} className="gap-below" />}
      <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={(values) => void change(values)}>
        <Form.Item label="当前密码" name="current" rules={[{ required: true, message: '请输入当前密码' }]}>
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
        <Form.Item
          label="新密码"
          name="next"
          extra={`至少 ${PASSWORD_RULES.minLength} 个字符，含大写字母、小写字母、数字、符号中的至少 ${PASSWORD_RULES.classes} 类。`}
          rules={[{ required: true, message: '请输入新密码' }, strong(login)]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          label="再输一次新密码"
          name="again"
          dependencies={['next']}
          rules={[{ required: true, message: '请再输一次新密码' }, same]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          修改密码
        </Button>
      </Form>
    </section>
  )
  return forced ? <main className="door door-single">{card}</main> : <div className="narrow">{card}</div>
}

/** Said while typing, by the server's own rules. */
const strong = (login: string) => ({
  validator: (_: unknown, value: string | undefined) => {
    const faults = value ? passwordFaults(value, { login }) : []
    return faults.length ? Promise.reject(new Error(faults[0])) : Promise.resolve()
  },
})

const same = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
  validator: (_: unknown, value: unknown) =>
    !value || value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error('两次输入的新密码不一致')),
})

function useChange(forced: boolean, onFaults: (faults: Record<string, string[]>) => void) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const change = async ({ current, next }: Values) => {
    setBusy(true)
    setTrouble(undefined)
    try {
      await call('PUT', '/me/password', { body: { current, next }, gate: false })
      message.success('密码已修改')
      await client.invalidateQueries({ queryKey: ['me'] })
      if (!forced) void navigate('/')
    } catch (error) {
      setTrouble(wordsOf(error))
      onFaults(faultsOf(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, trouble, change }
}
