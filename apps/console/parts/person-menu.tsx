import { useQueryClient } from '@tanstack/react-query'
import { DownOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useNavigate } from 'react-router'
import { ROLES } from '#domain/access'
import { call } from '../api/http'
import { wordsOf } from '../api/problem'
import { useSelf } from './me'

export function PersonMenu() {
  const me = useSelf()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const items = [
    {
      key: 'who',
      type: 'group' as const,
      label: `${me.unit.name} · ${me.roles.map((role) => ROLES[role]).join('、')}`,
    },
    { key: 'password', label: '修改密码', onClick: () => void navigate('/password') },
    { key: 'out', label: '退出登录', onClick: () => void signOut() },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button type="text" className="bar-button" aria-haspopup="menu">
        {me.person.name} <DownOutlined aria-hidden="true" />
      </Button>
    </Dropdown>
  )
}

/** Leaves nothing of this person behind: what was read is forgotten with the session. */
export function useSignOut() {
  const client = useQueryClient()
  const { message } = App.useApp()
  return async () => {
    try {
      await call('DELETE', '/session', { gate: false })
      client.clear()
      window.location.assign('/')
    } catch (error) {
      message.error(wordsOf(error))
    }
  }
}
