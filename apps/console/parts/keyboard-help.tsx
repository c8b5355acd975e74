import { QuestionCircleOutlined } from '@ant-design/icons'
import { Button, Modal, Switch } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Place } from '../places'
import { moveInList } from './list-moves'
import { shortcutsOn, switchShortcuts, useShortcuts } from './keys'

/** The keys that work everywhere, and the page that tells them. */
export function KeyboardHelp({ places }: { places: Place[] }) {
  const [open, setOpen] = useState(false)
  const navigate = useNavigate()
  useShortcuts({
    '?': () => setOpen(true),
    '/': () => document.querySelector<HTMLElement>('[data-search]')?.focus() ?? toSearch(places, navigate),
    j: () => moveInList(1),
    k: () => moveInList(-1),
    a: () => [...document.querySelectorAll<HTMLElement>('[data-actions] button')].at(-1)?.focus(),
    u: () => document.querySelector<HTMLElement>('[data-back]')?.click(),
    ...Object.fromEntries(places.map(({ keys, path }) => [keys, () => void navigate(path)])),
  })
  return (
    <>
      <Button type="text" className="bar-button" aria-label="键盘快捷键" onClick={() => setOpen(true)}>
        <QuestionCircleOutlined className="bar-icon" />
      </Button>
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title="键盘快捷键" width={520} destroyOnHidden>
        <KeyTable places={places} />
        <SwitchLine />
      </Modal>
    </>
  )
}

function toSearch(places: Place[], navigate: (path: string) => unknown) {
  if (places.some(({ key }) => key === 'tickets')) void navigate('/tickets')
}

function KeyTable({ places }: { places: Place[] }) {
  const rows = [
    ...places.map(({ keys, label }) => [keys, `打开${label}`]),
    ['/', '查找工单'],
    ['j · k', '列表中下一件、上一件'],
    ['Enter', '打开选中的工单'],
    ['空格', '在列表中选中或取消这一行，Shift 连选'],
    ['Ctrl A', '选中列表中已显示的全部'],
    ['a', '移到工单的操作按钮'],
    ['u', '返回列表'],
    ['Ctrl Enter', '提交当前表单'],
    ['Esc', '关闭弹窗，或离开输入框'],
    ['?', '显示本说明'],
  ]
  return (
    <dl className="keys">
      {rows.map(([keys, what]) => (
        <div key={what}>
          <dt>{keys!.split(' ').map((key) => (key === '·' ? ' 或 ' : <kbd key={key}>{key}</kbd>))}</dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  )
}

function SwitchLine() {
  const [on, setOn] = useState(shortcutsOn)
  const change = (next: boolean) => {
    switchShortcuts(next)
    setOn(next)
  }
  return (
    <p className="keys-switch">
      <Switch checked={on} onChange={change} aria-label="启用单键快捷键" /> 启用单键快捷键（输入文字时始终不生效）
    </p>
  )
}
