import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { signedInAgain, useSignInNeeded } from '../api/session'
import { useSelf } from './me'
import { SignInForm } from './sign-in-form'

/** Over the page, never instead of it: what was typed stays, and the waiting request goes on after the sign-in. */
export function SignInAgain() {
  const needed = useSignInNeeded()
  const me = useSelf()
  const client = useQueryClient()
  const leave = () => {
    client.clear()
    window.location.assign('/')
  }
  return (
    <Modal
      open={needed}
      title="登录已失效，请重新登录"
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={400}
      zIndex={2000}
      destroyOnHidden
    >
      <p className="quiet">已填写的内容都在，登录后会自动继续刚才的操作。</p>
      <SignInForm
        login={me.person.login}
        onDone={(again) => {
          client.setQueryData(['me'], again)
          signedInAgain()
        }}
      />
      <Button type="link" block onClick={leave}>
        换一个账号登录（放弃未提交的内容）
      </Button>
    </Modal>
  )
}
