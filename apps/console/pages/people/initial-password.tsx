import { Button, Modal } from 'antd'

export interface Told {
  name: string
  login: string
  password: string
}

/** Shown once: the server keeps only what it needs to check it. */
export function InitialPassword({ told, onClose }: { told?: Told; onClose: () => void }) {
  return (
    <Modal
      open={told !== undefined}
      title="初始密码（只显示这一次）"
      onCancel={onClose}
      footer={<Button onClick={onClose}>已经抄下</Button>}
      mask={{ closable: false }}
    >
      {told && (
        <>
          <p>
            {told.name}，账号 <strong className="number">{told.login}</strong>
          </p>
          <p className="big-number">{told.password}</p>
          <p className="quiet">请当面或通过可靠渠道告知本人；首次登录须修改密码。</p>
        </>
      )}
    </Modal>
  )
}
