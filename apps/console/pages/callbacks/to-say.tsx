import type { TicketView } from '#domain/views'
import { useRegion } from '../../api/queries'
import { Callbacks } from '../../parts/callbacks'
import { Disposals } from '../../parts/disposals'
import { RatingLink } from '../../parts/rating-link'
import { Rectifications } from '../../parts/rectifications'
import { RequesterFacts } from '../../parts/ticket-facts'

/** What one needs in sight while talking: whom to call, what to say, what they were answered, what was said before. */
export function ToSay({ ticket }: { ticket: TicketView }) {
  const region = useRegion()
  const scripts = region.data?.callbackScripts ?? {}
  const lines = scripts[ticket.type] ?? scripts.default ?? []
  return (
    <aside className="stack" aria-label="通话参考">
      <div>
        <h3>诉求人</h3>
        <RequesterFacts ticket={ticket} />
      </div>
      {lines.length > 0 && (
        <div>
          <h3>回访话术</h3>
          <ol className="words quiet">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </div>
      )}
      <Answers ticket={ticket} />
      {ticket.callbacks.length > 0 && (
        <div>
          <h3>此前回访</h3>
          <Callbacks callbacks={ticket.callbacks} />
        </div>
      )}
      {ticket.disposals.length > 0 && (
        <div>
          <h3>不满意处置</h3>
          <Disposals disposals={ticket.disposals} />
        </div>
      )}
      {ticket.rectifications.length > 0 && (
        <div>
          <h3>差评整改</h3>
          <Rectifications rectifications={ticket.rectifications} />
        </div>
      )}
      <RatingLink ticketId={ticket.id} />
    </aside>
  )
}

/** As the requester got it: the reply of each unit in the last round it answered, or the answer on the spot. */
function Answers({ ticket }: { ticket: TicketView }) {
  const answers = ticket.assignments.flatMap(({ id, unitName, replies }) => {
    const last = replies.filter(({ state }) => state === 'accepted').at(-1)
    return last ? [{ id, unitName, publicText: last.publicText }] : []
  })
  return (
    <>
      {ticket.answer && (
        <div>
          <h3>当场答复</h3>
          <p className="words quiet">{ticket.answer}</p>
        </div>
      )}
      {answers.map(({ id, unitName, publicText }) => (
        <div key={id}>
          <h3>{unitName}的公开答复</h3>
          <p className="words quiet">{publicText}</p>
        </div>
      ))}
    </>
  )
}
