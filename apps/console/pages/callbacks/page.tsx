import { useNavigate, useParams } from 'react-router'
import { useTicket } from '../../api/queries'
import { Page } from '../../parts/page'
import { Queue, useNextInQueue } from '../../parts/queue'
import { Empty, Failed, Loading } from '../../parts/states'
import { CallbackPane } from './callback-pane'

/** Finishing one call opens the next ticket. */
export default function CallbacksPage() {
  const { id } = useParams()
  const navigate = useNavigate()
  const next = useNextInQueue('callback')
  const to = (ticket?: string) => `/callbacks/${ticket ?? ''}`
  return (
    <Page title="回访台">
      <div className="desk">
        <Queue queue="callback" label="待回访" chosen={id} to={to} empty="没有待回访的工单">
          <h2 className="desk-title">待回访</h2>
        </Queue>
        <div>
          {id ? (
            <InHand key={id} id={id} onDone={() => void navigate(to(next(id)))} />
          ) : (
            <section className="card">
              <Empty title="从左侧选择一件工单">按 j、k 上下移动，Enter 打开</Empty>
            </section>
          )}
        </div>
      </div>
    </Page>
  )
}

function InHand({ id, onDone }: { id: string; onDone: () => void }) {
  const ticket = useTicket(id)
  if (ticket.isPending) return <Loading />
  if (!ticket.data) return <Failed error={ticket.error} retry={() => void ticket.refetch()} />
  return <CallbackPane ticket={ticket.data} onDone={onDone} />
}
