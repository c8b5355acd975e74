import { Tabs } from 'antd'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { countWords } from '#domain/counts'
import { useQueue, useTicket } from '../../api/queries'
import { useMay } from '../../parts/me'
import { Page } from '../../parts/page'
import { Queue, useNextInQueue } from '../../parts/queue'
import { Empty, Failed, Loading } from '../../parts/states'
import { ReviewPane } from './review-pane'
import { DispatchPane } from './dispatch-pane'
import { TurnPane } from './turn-pane'

type Name = 'dispatch' | 'review' | 'turned'
const QUEUES = { dispatch: '待派单', review: '待审核', turned: '交转跟踪' } as const
const NAMES = ['dispatch', 'review', 'turned'] as const

export default function DispatchPage() {
  const { id } = useParams()
  const [ask] = useSearchParams()
  const mayDispatch = useMay('ticket.dispatch')
  const asked = NAMES.find((each) => each === ask.get('queue')) ?? 'dispatch'
  const name: Name = mayDispatch ? asked : 'review'
  const navigate = useNavigate()
  const next = useNextInQueue(name)
  const to = (ticket?: string) => `/dispatch/${ticket ?? ''}?queue=${name}`
  return (
    <Page title="派单台">
      <div className="desk">
        <Queue queue={name} label={QUEUES[name]} chosen={id} to={to} empty={EMPTY[name]}>
          <QueueTabs name={name} onChange={(queue) => void navigate(`/dispatch/?queue=${queue}`)} />
        </Queue>
        <div>
          {id ? (
            <InHand key={id} id={id} name={name} onDone={() => void navigate(to(next(id)))} />
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

const EMPTY = { dispatch: '没有待派单的工单', review: '没有待审核的答复', turned: '没有等对方反馈的交转件' }

function QueueTabs({ name, onChange }: { name: Name; onChange: (name: string) => void }) {
  const counts = useQueue({ queue: name }).data?.pages[0]?.counts ?? {}
  const label = (key: Name) => `${QUEUES[key]}${countWords(counts[key])}`
  return <Tabs activeKey={name} onChange={onChange} items={NAMES.map((key) => ({ key, label: label(key) }))} />
}

const PANES = { dispatch: DispatchPane, review: ReviewPane, turned: TurnPane }

function InHand({ id, name, onDone }: { id: string; name: Name; onDone: () => void }) {
  const ticket = useTicket(id)
  if (ticket.isPending) return <Loading />
  if (!ticket.data) return <Failed error={ticket.error} retry={() => void ticket.refetch()} />
  const Pane = PANES[name]
  return <Pane ticket={ticket.data} onDone={onDone} />
}
