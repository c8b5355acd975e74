import { Button, Form } from 'antd'
import { useEffect } from 'react'
import { talkSeconds } from '#domain/calls/figures'
import type { CallView } from '#domain/calls/views'
import { CALL_STATES, type CallState } from '#domain/calls/words'
import { nationalPhone } from '#domain/privacy/phone'
import { DESKS } from '#domain/words'
import { useNow } from '../api/clock'
import { Mark } from '../parts/marks'
import { useCall } from './queries'
import { lengthOf } from './words'

interface CallLineProps {
  callId: string
  /** The number is there: look up who it is. */
  onPhone: (phone: string) => void
}

/** Above the intake while its call is on, and after: hanging up takes nothing away. */
export function CallLine({ callId, onPhone }: CallLineProps) {
  const form = Form.useFormInstance()
  const { data } = useCall(callId)
  const phone = data?.phone ? nationalPhone(data.phone) : ''
  const desk = data?.desk
  useEffect(() => {
    if (desk) form.setFieldValue('desk', desk)
    const typed = form.getFieldValue(['requester', 'phone']) as string | undefined
    if (!phone || typed) return
    form.setFieldValue(['requester', 'phone'], phone)
    onPhone(phone)
    // Once per call: what is typed over it stays.
  }, [phone, desk])
  if (!data) return null
  return (
    <div className="call-line" role="status">
      <Mark colour={COLOURS[data.state]}>{CALL_STATES[data.state]}</Mark>
      <span className="number">{data.number ?? '隐藏号码'}</span>
      <span>{DESKS[data.desk]}</span>
      <TalkTime call={data} />
      {data.owner && <span>首问责任人：{data.owner}</span>}
      {data.conferencedAt && (
        <>
          <span>三方：{data.parties.join('、') || '已接入'}</span>
          <Button size="small" onClick={() => form.setFieldValue('outcome', 'threeWay')}>
            按三方通话办结
          </Button>
        </>
      )}
      {data.state === 'ended' && <span className="quiet">已挂机，登记内容保留，可继续填写。</span>}
    </div>
  )
}

const COLOURS: Partial<Record<CallState, 'green' | 'amber' | 'blue'>> = {
  talking: 'green',
  held: 'amber',
  conferenced: 'blue',
}

function TalkTime({ call: { answeredAt, endedAt } }: { call: CallView }) {
  const now = useNow(1000)
  if (!answeredAt) return null
  const times = { answeredAt: new Date(answeredAt), endedAt: new Date(endedAt ?? now) }
  return <span className="number">通话 {lengthOf(talkSeconds(times))}</span>
}
