import { Segmented } from 'antd'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useQueue, useTicket } from '../../api/queries'
import { Page } from '../../parts/page'
import { Queue, useNextInQueue } from '../../parts/queue'
import { Empty, Failed, Loading } from '../../parts/states'
import { CallbackPane } from './callback-pane'

type Desk = keyof typeof DESKS
const DESKS = {
  callback: { label: '待回访', empty: '没有待回访的工单' },
  rated: { label: '自评待处置', empty: '没有等待处置的自助评价' },
  followUp: { label: '延期复核', empty: '没有到期的延期复核' },
}

/** Who is to be called, who has rated by link and waits for a decision, and what was put off until now. */
export default function CallbacksPage() {
  const { id } = useParams()
  const [ask] = useSearchParams()
  const desk = (Object.keys(DESKS) as Desk[]).find((each) => each === ask.get('desk')) ?? 'callback'
  const navigate = useNavigate()
  const next = useNextInQueue(desk)
  const { data } = useQueue({ queue: desk })
  const counts = data?.pages[0]?.counts ?? {}
  const to = (ticket?: string) => `/callbacks/${ticket ?? ''}${desk === 'callback' ? '' : `?desk=${desk}`}`
  const options = (Object.keys(DESKS) as Desk[]).map((value) => ({
    value,
    label: counts[value] ? `${DESKS[value].label} ${counts[value]}` : DESKS[value].label,
  }))
  return (
    <Page title="回访台">
      <div className="desk">
        <Queue queue={desk} label={DESKS[desk].label} chosen={id} to={to} empty={DESKS[desk].empty}>
          <Segmented<Desk>
            block
            options={options}
            value={desk}
            aria-label="回访队列"
            onChange={(value) => void navigate(`/callbacks${value === 'callback' ? '' : `?desk=${value}`}`)}
          />
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
