import { App, Button, Form, Input, Modal, Watermark } from 'antd'
import { useState } from 'react'
import { REVEALABLE, RevealInput } from '#domain/inputs'
import { check, showFaults } from '../actions/faults'
import { useNow } from '../api/clock'
import { call } from '../api/http'
import { useIntention } from '../api/intention'
import { wordsOf } from '../api/problem'
import { useSelf } from './me'

interface RevealProps {
  ticketId: string
  field: keyof typeof REVEALABLE
  masked: string | null
  allowed: boolean
}

interface Revealed {
  value: string
  until: string
}

/** A masked value that opens for minutes, with a reason that is kept, over the name of who looked. */
export function Reveal({ ticketId, field, masked, allowed }: RevealProps) {
  const [asking, setAsking] = useState(false)
  const [shown, setShown] = useState<Revealed>()
  const now = useNow(1000)
  const left = shown ? Math.ceil((new Date(shown.until).getTime() - now) / 1000) : 0
  if (shown && left > 0) return <Shown field={field} value={shown.value} left={left} hide={() => setShown(undefined)} />
  return (
    <span className="row">
      <span className="number">{masked}</span>
      {allowed && (
        <Button size="small" className="no-print" onClick={() => setAsking(true)}>
          查看完整{FIELDS[field]}
        </Button>
      )}
      <ReasonDialog
        open={asking}
        ticketId={ticketId}
        field={field}
        onClose={() => setAsking(false)}
        onShown={(value) => {
          setAsking(false)
          setShown(value)
        }}
      />
    </span>
  )
}

function Shown({ field, value, left, hide }: { field: string; value: string; left: number; hide: () => void }) {
  const me = useSelf()
  return (
    <Watermark content={`${me.person.name} ${me.person.login}`} font={{ fontSize: 12 }} gap={[24, 0]} rotate={-8}>
      <span className="row">
        {field === 'phone' ? (
          <a className="number" href={`tel:${value}`}>
            <strong>{spoken(value)}</strong>
          </a>
        ) : (
          <strong className="number">{value}</strong>
        )}
        <span className="quiet">{leftWords(left)}后隐藏</span>
        <Button size="small" onClick={hide}>
          隐藏
        </Button>
      </span>
    </Watermark>
  )
}

/** As one reads a number out: a mobile one in three parts, without the country. */
const spoken = (phone: string) => phone.replace(/^\+86(?=1\d{10}$)/, '').replace(/^(1\d{2})(\d{4})(\d{4})$/, '$1 $2 $3')

const leftWords = (seconds: number) =>
  seconds >= 60 ? `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒` : `${seconds} 秒`

interface DialogProps {
  open: boolean
  ticketId: string
  field: RevealProps['field']
  onClose: () => void
  onShown: (revealed: Revealed) => void
}

function ReasonDialog({ open, ticketId, field, onClose, onShown }: DialogProps) {
  const [form] = Form.useForm<{ reason: string }>()
  const [busy, setBusy] = useState(false)
  const { message } = App.useApp()
  const intend = useIntention()
  const reveal = async () => {
    const body = { field, reason: form.getFieldValue('reason') as string }
    if (showFaults(form, check(RevealInput, body)).length || form.getFieldError('reason').length) return
    setBusy(true)
    try {
      onShown(await intend((intention) => call<Revealed>('POST', `/tickets/${ticketId}/reveal`, { body, intention })))
    } catch (error) {
      message.error(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open={open}
      title={`查看完整${FIELDS[field]}`}
      okText="查看"
      cancelText="取消"
      confirmLoading={busy}
      onOk={() => void reveal()}
      onCancel={onClose}
      width={440}
      destroyOnHidden
    >
      <p className="quiet gap-below">查看会留下记录，几分钟后自动隐藏。</p>
      <Form
        form={form}
        layout="vertical"
        name={`reveal-${field}`}
        initialValues={{ reason: '回拨诉求人了解情况' }}
        preserve={false}
      >
        <Form.Item label="查看理由" name="reason">
          <Input maxLength={200} autoFocus onPressEnter={(event) => !event.nativeEvent.isComposing && void reveal()} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

const FIELDS = { ...REVEALABLE, phone: '电话' }
