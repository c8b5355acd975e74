import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { Me } from '#domain/views'
import { learnTime } from '../api/clock'
import { call } from '../api/http'
import { type ApiProblem, isCode, wordsOf } from '../api/problem'
import { clockTime } from '../words/time'

interface Values {
  login: string
  password: string
}

/** Used at the door and over the page; over the page the account is given, because the work on it is that person's. */
export function SignInForm({ login, onDone }: { login?: string; onDone: (me: Me) => void }) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const signIn = async (values: Values) => {
    setBusy(true)
    setTrouble(undefined)
    try {
      const me = await call<Me>('POST', '/session', { body: { ...values, login: login ?? values.login }, gate: false })
      learnTime(me.now)
      onDone(me)
    } catch (error) {
      setTrouble(isCode(error, 'locked') ? lockedWords(error) : wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      initialValues={{ login }}
      onFinish={(values) => void signIn(values)}
    >
      {trouble && <Alert type="error" showIcon title={trouble} className="gap-below" />}
      <Form.Item label="账号" name="login" rules={[{ required: true, message: '请输入账号' }]}>
        <Input size="large" autoComplete="username" autoFocus={!login} disabled={login !== undefined} maxLength={60} />
      </Form.Item>
      <Form.Item label="密码" name="password" rules={[{ required: true, message: '请输入密码' }]}>
        <Input.Password size="large" autoComplete="current-password" autoFocus={login !== undefined} maxLength={200} />
      </Form.Item>
      <Button type="primary" size="large" htmlType="submit" block loading={busy}>
        登录
      </Button>
    </Form>
  )
}

function lockedWords(error: ApiProblem): string {
  const until = (error.problem.detail as { until?: string } | undefined)?.until
  return until ? `${error.message}（${clockTime(until)} 后可再试）` : error.message
}
