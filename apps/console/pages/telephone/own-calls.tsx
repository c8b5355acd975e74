import { Link } from 'react-router'
import { talkSeconds } from '#domain/calls/figures'
import type { CallRow } from '#domain/calls/views'
import { CALL_STATES } from '#domain/calls/words'
import { shownNumber } from '#domain/numbers'
import { DESKS } from '#domain/words'
import { useNow } from '../../api/clock'
import { usePages } from '../../api/queries'
import { PageList } from '../../parts/page-list'
import { lengthOf } from '../../telephone/words'
import { shortTime } from '../../words/time'

/** The own calls, newest first; one that came to nothing yet can still be written down. */
export function OwnCalls() {
  const list = usePages<CallRow>('telephone-calls', '/calls')
  return (
    <section className="card" aria-label="我的来电">
      <h2>我的来电</h2>
      <PageList list={list} heads={['时间', '号码', '专席', '通话', '结果']} empty="还没有接听过来电">
        {(call) => <OwnCall key={call.id} call={call} />}
      </PageList>
    </section>
  )
}

function OwnCall({ call }: { call: CallRow }) {
  const now = useNow(60_000)
  const { answeredAt, endedAt } = call
  const talked = talkSeconds({ answeredAt: answeredAt ? new Date(answeredAt) : null, endedAt: endedAt ? new Date(endedAt) : null }) // prettier-ignore
  return (
    <tr data-row>
      <td className="cell-fit">{shortTime(call.offeredAt, now)}</td>
      <td className="number cell-fit">{call.number ?? '隐藏号码'}</td>
      <td className="cell-fit">{DESKS[call.desk]}</td>
      <td className="number cell-fit">{endedAt ? lengthOf(talked) : CALL_STATES[call.state]}</td>
      <td>
        {call.tickets.map(({ ticketId, number, title }) => (
          <div key={ticketId}>
            <Link to={`/ticket/${ticketId}`} title={title}>
              {shownNumber(number)}
            </Link>
          </div>
        ))}
        {call.tickets.length === 0 && <Link to={`/intake?call=${call.id}`}>补登记</Link>}
      </td>
    </tr>
  )
}
