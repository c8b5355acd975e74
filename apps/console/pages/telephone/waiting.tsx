import { Button } from 'antd'
import type { DeskView } from '#domain/calls/views'
import { DESKS } from '#domain/words'
import { useNow } from '../../api/clock'
import { Mark } from '../../parts/marks'
import { ringsHere } from '../../telephone/ringing'
import { stateWords } from '../../telephone/state-menu'
import { useAnswer, useChooseState } from '../../telephone/use-answer'

/** Everything that rings at these desks, here or still at a colleague's. */
export function Waiting({ desk }: { desk: DeskView }) {
  const now = useNow(1000)
  const here = new Set(ringsHere(desk, now).map(({ id }) => id))
  const { busy, answer } = useAnswer()
  const choose = useChooseState()
  return (
    <section className="card gap-below" aria-label="振铃来电">
      <h2>振铃来电</h2>
      {desk.state !== 'ready' && (
        <p className="row">
          <Mark colour="amber">{stateWords(desk)}</Mark> 未就绪时来电不在这里振铃。
          {desk.state !== 'talking' && (
            <Button type="primary" onClick={() => void choose('ready')}>
              就绪（Alt+R）
            </Button>
          )}
        </p>
      )}
      {desk.ringing.length === 0 && <p className="quiet">没有来电在等待。</p>}
      <ul className="plain-rows">
        {desk.ringing.map((call) => (
          <li key={call.id} className="row">
            <span className="number">{call.number ?? '隐藏号码'}</span>
            <Mark colour="blue">{DESKS[call.desk]}</Mark>
            <span className="number">
              已等待 {Math.max(0, Math.floor((now - Date.parse(call.offeredAt)) / 1000))} 秒
            </span>
            {call.owner && <span>首问责任人：{call.owner}</span>}
            {here.has(call.id) ? (
              <Button size="small" type="primary" loading={busy} onClick={() => void answer(call.id)}>
                接听
              </Button>
            ) : (
              <span className="quiet">{desk.state === 'ready' ? '先在同事处振铃' : ''}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
