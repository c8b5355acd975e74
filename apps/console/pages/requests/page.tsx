import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { RequestRow } from '#domain/views'
import { useRequests, useTicket } from '../../api/queries'
import { Page } from '../../parts/page'
import { Empty, Failed, Loading } from '../../parts/states'
import { More } from '../../parts/ticket-table'
import { RequestPane } from './request-pane'
import { RequestRows } from './request-rows'

/** What units ask for and this person decides, oldest first; deciding one opens the next. */
export default function RequestsPage() {
  const { id } = useParams()
  const [ask] = useSearchParams()
  const request = ask.get('request') ?? undefined
  const navigate = useNavigate()
  const list = useRequests()
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const next = () => rows.find((row) => row.id !== request)
  return (
    <Page title="审批">
      <div className="desk">
        <section className="desk-queue" aria-label="待审批">
          <h2 className="desk-title">待审批</h2>
          <div className="desk-rows">
            {list.isPending && <Loading />}
            {list.isError && !list.data && <Failed error={list.error} retry={() => void list.refetch()} />}
            {list.data && rows.length === 0 && <Empty title="没有等您审批的申请" />}
            <RequestRows rows={rows} chosen={request} to={to} />
            <More list={list} />
          </div>
        </section>
        <div>
          {id ? (
            <InHand key={`${id}-${request}`} id={id} request={request} onDone={() => void navigate(to(next()))} />
          ) : (
            <section className="card">
              <Empty title="从左侧选择一件申请">按 j、k 上下移动，Enter 打开</Empty>
            </section>
          )}
        </div>
      </div>
    </Page>
  )
}

const to = (row?: RequestRow) => (row ? `/requests/${row.ticketId}?request=${row.id}` : '/requests')

function InHand({ id, request, onDone }: { id: string; request?: string; onDone: () => void }) {
  const ticket = useTicket(id)
  if (ticket.isPending) return <Loading />
  if (!ticket.data) return <Failed error={ticket.error} retry={() => void ticket.refetch()} />
  return <RequestPane ticket={ticket.data} requestId={request} onDone={onDone} />
}
