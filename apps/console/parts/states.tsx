import { Button, Spin } from 'antd'
import type { ReactNode } from 'react'
import { ApiProblem, wordsOf } from '../api/problem'

/** The three ways a place can have nothing to show: not yet, not at all, or not this time. */

export function Loading({ whole }: { whole?: boolean }) {
  return (
    <div className={whole ? 'state state-whole' : 'state'} role="status">
      <Spin />
      <p>正在加载…</p>
    </div>
  )
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <svg width="56" height="44" viewBox="0 0 56 44" aria-hidden="true">
        <path d="M6 20 14 6h28l8 14v18H6z" fill="#f6f8fb" stroke="#9aa8b8" strokeWidth="1.6" />
        <path d="M6 20h13l3 6h12l3-6h13" fill="none" stroke="#9aa8b8" strokeWidth="1.6" />
      </svg>
      <p className="state-title">{title}</p>
      {children && <div className="state-more">{children}</div>}
    </div>
  )
}

export function Failed({ error, retry, whole }: { error: unknown; retry?: () => void; whole?: boolean }) {
  const id = error instanceof ApiProblem ? error.problem.requestId : ''
  return (
    <div className={whole ? 'state state-whole' : 'state'} role="alert">
      <p className="state-title">{wordsOf(error)}</p>
      {id && <p className="state-more">请求编号 {id}</p>}
      {retry && <Button onClick={retry}>重试</Button>}
    </div>
  )
}
