import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { SignInForm } from '../parts/sign-in-form'

export function SignInPage() {
  const client = useQueryClient()
  useEffect(() => void (document.title = '登录 · 即办'), [])
  return (
    <main className="door">
      <section className="door-words">
        <p className="brand-mark">即办</p>
        <h1>12345 接诉即办</h1>
        <p>一个电话，一张工单，一办到底。</p>
        <ul>
          <li>属地与行业主管同时派单，时限从派单起算</li>
          <li>办理每一步实时可见，全程留痕</li>
          <li>每件必回访，以诉求人的评价为准</li>
        </ul>
      </section>
      <section className="door-card" aria-labelledby="sign-in-title">
        <h2 id="sign-in-title">登录工作台</h2>
        <SignInForm onDone={(me) => client.setQueryData(['me'], me)} />
        <p className="quiet">忘记密码或账号被锁定，请联系本单位系统管理员。</p>
      </section>
    </main>
  )
}
