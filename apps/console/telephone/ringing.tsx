import { PhoneOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { DeskView, RingingCall } from '#domain/calls/views'
import { DESKS, REQUESTER_KINDS } from '#domain/words'
import { useNow } from '../api/clock'
import { Mark } from '../parts/marks'
import { useTelephone } from './queries'
import { useAltKey } from './use-alt-key'
import { useAnswer } from './use-answer'

/** What rings at this desk right now: here first, or here as well because the first one did not answer. */
export function ringsHere(desk: DeskView | undefined, now: number): RingingCall[] {
  if (!desk || desk.state !== 'ready') return []
  return desk.ringing.filter(({ ringsFrom }) => Date.parse(ringsFrom) <= now)
}

/** On every page while something rings; Alt+A answers the call that waits longest. */
export function Ringing() {
  const { data } = useTelephone()
  const now = useNow(1000)
  const { busy, answer } = useAnswer()
  const calls = ringsHere(data, now)
  const first = calls[0]
  useAltKey('a', () => first && !busy && void answer(first.id))
  return (
    <div className="ringing" role="alert" aria-live="assertive">
      {calls.slice(0, 3).map(
        (call, index) =>
        <RingingCard key={call.id} call={call} now={now} busy={busy} first={index === 0} onAnswer={() => void answer(call.id)} />, // prettier-ignore
      )}
    </div>
  )
}

interface CardProps {
  call: RingingCall
  now: number
  busy: boolean
  first: boolean
  onAnswer: () => void
}

function RingingCard({ call, now, busy, first, onAnswer }: CardProps) {
  const waited = Math.max(0, Math.floor((now - Date.parse(call.offeredAt)) / 1000))
  return (
    <section className="ringing-card" aria-label={`来电 ${call.number ?? '隐藏号码'}`}>
      <PhoneOutlined className="ringing-icon" aria-hidden="true" />
      <div className="ringing-who">
        <strong className="number">{call.number ?? '隐藏号码'}</strong>
        <span>
          <Mark colour="blue">{DESKS[call.desk]}</Mark> {call.name ?? '首次来电'}
          {call.kind && call.kind !== 'citizen' && ` · ${REQUESTER_KINDS[call.kind]}`}
        </span>
        {call.owner && <span>首问责任人：{call.owner}</span>}
      </div>
      <span className="ringing-wait number">{waited} 秒</span>
      <Button type="primary" size="large" loading={busy} onClick={onAnswer}>
        接听{first && '（Alt+A）'}
      </Button>
    </section>
  )
}
