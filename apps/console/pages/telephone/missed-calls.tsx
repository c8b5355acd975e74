import { Button, Radio } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { MOST_TRIES } from '#domain/calls/missed'
import type { MissedCallView } from '#domain/calls/views'
import { nationalPhone } from '#domain/privacy/phone'
import { DESKS, type Desk, keysOf } from '#domain/words'
import { useNow } from '../../api/clock'
import { call } from '../../api/http'
import { usePages } from '../../api/queries'
import { useChange } from '../../api/use-change'
import { Mark } from '../../parts/marks'
import { PageList } from '../../parts/page-list'
import { shortTime } from '../../words/time'

/** 未接来电: whoever takes one sees the number, rings back, and says what came of it. */
export function MissedCalls({ counts }: { counts: Partial<Record<Desk, number>> }) {
  const [desk, setDesk] = useState<Desk | ''>('')
  const list = usePages<MissedCallView>('telephone-missed', '/missed-calls', desk ? { desk } : {})
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const options = [
    { value: '', label: `全部 ${total}` },
    ...keysOf(counts).map((code) => ({ value: code, label: `${DESKS[code]} ${counts[code]}` })),
  ]
  return (
    <section className="card" aria-label="未接来电">
      <h2>未接来电</h2>
      <Radio.Group
        className="gap-below"
        optionType="button"
        options={options}
        value={desk}
        onChange={({ target }) => setDesk(target.value as Desk | '')}
        aria-label="按专席查看"
      />
      <PageList list={list} heads={['号码', '专席', '呼入', '状态', '操作']} empty="没有待回拨的未接来电">
        {(missed) => <MissedRow key={missed.id} missed={missed} />}
      </PageList>
    </section>
  )
}

function MissedRow({ missed }: { missed: MissedCallView }) {
  const now = useNow(60_000)
  const later = Date.parse(missed.dueAt) > now
  return (
    <tr data-row>
      <td className="number cell-fit">{missed.phone ? nationalPhone(missed.phone) : missed.number}</td>
      <td className="cell-fit">{DESKS[missed.desk]}</td>
      <td className="cell-fit">
        {shortTime(missed.madeAt, now)}
        {missed.missed > 1 && ` · ${missed.missed} 次`}
      </td>
      <td>
        {missed.takenBy && <Mark colour="blue">{missed.mine ? '我在回拨' : `${missed.takenBy} 回拨中`}</Mark>}
        {!missed.takenBy && missed.tries === 0 && <Mark colour="amber">待回拨</Mark>}
        {!missed.takenBy && missed.tries > 0 && (
          <Mark colour="amber">{`未接通 ${missed.tries}/${MOST_TRIES}${later ? `，${shortTime(missed.dueAt, now)} 后再拨` : ''}`}</Mark>
        )}
      </td>
      <td className="cell-fit">
        <Actions missed={missed} />
      </td>
    </tr>
  )
}

function Actions({ missed: { id, mine, takenBy, phone } }: { missed: MissedCallView }) {
  const { busy, change } = useChange('telephone-missed')
  const navigate = useNavigate()
  const send = (what: string, done: string, body?: object) =>
    change((intention) => call<MissedCallView>('POST', `/missed-calls/${id}/${what}`, { body, intention }), done)
  if (!mine)
    return (
      <Button
        size="small"
        loading={busy}
        disabled={takenBy !== null}
        onClick={() => void send('take', '已领取，请回拨')}
      >
        领取
      </Button>
    )
  const reached = async () => {
    if (await send('tries', '已登记接通', { reached: true }))
      void navigate('/intake', { state: { phone: nationalPhone(phone ?? '') } })
  }
  return (
    <span className="row">
      <Button size="small" type="primary" loading={busy} onClick={() => void reached()}>
        已接通
      </Button>
      <Button size="small" loading={busy} onClick={() => void send('tries', '已登记未接通', { reached: false })}>
        未接通
      </Button>
      <Button size="small" type="text" loading={busy} onClick={() => void send('release', '已退回队列')}>
        退回
      </Button>
    </span>
  )
}
