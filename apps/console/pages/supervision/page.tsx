import { Tabs } from 'antd'
import { useSearchParams } from 'react-router'
import { countWords } from '#domain/counts'
import { useQueue } from '../../api/queries'
import { Page } from '../../parts/page'
import { Empty, Failed, Loading } from '../../parts/states'
import { SupervisionList } from '../../parts/supervision-table'
import { More, TicketTable } from '../../parts/ticket-table'

const TABS = {
  supervised: '督办中',
  difficult: '疑难',
  problem: '问题',
  shelved: '挂账',
  escalated: '逐级升级',
  planned: '计划核查',
} as const
type Tab = keyof typeof TABS
const NAMES = Object.keys(TABS) as Tab[]

/** What somebody keeps an eye on: each tab in the order in which it is looked at again. */
export default function SupervisionPage() {
  const [ask, setAsk] = useSearchParams()
  const tab = NAMES.find((name) => name === ask.get('tab')) ?? 'supervised'
  const counts = useQueue({ queue: tab }).data?.pages[0]?.counts ?? {}
  return (
    <Page title="督办台">
      <div className="list-frame">
        <Tabs
          className="inset"
          activeKey={tab}
          onChange={(name) => setAsk({ tab: name })}
          items={NAMES.map((key) => ({ key, label: `${TABS[key]}${countWords(counts[key])}` }))}
        />
        {tab === 'supervised' ? <SupervisionList /> : <Watched key={tab} queue={tab} />}
      </div>
    </Page>
  )
}

const EMPTY = {
  difficult: '没有疑难工单',
  problem: '没有问题工单',
  shelved: '没有挂账的工单',
  escalated: '没有超时升级的工单',
  planned: '没有待核查的计划',
}
const DAYS = {
  difficult: { head: '下次查看', day: 'checkOn' },
  problem: undefined,
  shelved: { head: '复核日期', day: 'reviewOn' },
  escalated: undefined,
  planned: { head: '计划日期', day: 'plannedOn' },
} as const

function Watched({ queue }: { queue: Exclude<Tab, 'supervised'> }) {
  const tickets = useQueue({ queue })
  const rows = tickets.data?.pages.flatMap((page) => page.items) ?? []
  if (tickets.isPending) return <Loading />
  if (!tickets.data) return <Failed error={tickets.error} retry={() => void tickets.refetch()} />
  if (rows.length === 0) return <Empty title={EMPTY[queue]} />
  return (
    <>
      <TicketTable rows={rows} look={DAYS[queue]} />
      <More list={tickets} />
    </>
  )
}
