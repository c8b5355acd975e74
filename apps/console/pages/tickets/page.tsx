import { Select } from 'antd'
import { useSearchParams } from 'react-router'
import { TICKET_STATES } from '#domain/words'
import { useQueue } from '../../api/queries'
import { Page } from '../../parts/page'
import { SearchBox } from '../../parts/search-box'
import { More, TicketTable } from '../../parts/ticket-table'
import { Empty, Failed, Loading } from '../../parts/states'
import { choicesOf } from '../../words/choices'

export default function TicketsPage() {
  const [ask, setAsk] = useSearchParams()
  const q = ask.get('q') ?? ''
  const state = ask.get('state') ?? ''
  const tickets = useQueue({ q, state })
  const set = (name: string, value: string) =>
    setAsk((before) => {
      if (value) before.set(name, value)
      else before.delete(name)
      return before
    })
  const rows = tickets.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page
      title="工单查询"
      aside={
        <SearchBox
          q={q}
          label="查找工单"
          placeholder="工单编号，或标题、内容、地点中的词"
          onSearch={(value) => set('q', value)}
        />
      }
    >
      <div className="row gap-below">
        <Select
          value={state || 'all'}
          onChange={(value) => set('state', value === 'all' ? '' : value)}
          options={[{ value: 'all', label: '全部状态' }, ...choicesOf(TICKET_STATES)]}
          aria-label="工单状态"
          style={{ width: 140 }}
        />
        {(q || state) && <span className="quiet">按条件查到的工单，新登记的在前。</span>}
      </div>
      {tickets.isPending && <Loading />}
      {tickets.isError && !tickets.data && <Failed error={tickets.error} retry={() => void tickets.refetch()} />}
      {tickets.data && rows.length === 0 && (
        <Empty title={q || state ? '没有符合条件的工单，请换个词或放宽条件' : '还没有工单'} />
      )}
      {rows.length > 0 && (
        <div className="list-frame">
          <TicketTable rows={rows} />
          <More list={tickets} />
        </div>
      )}
    </Page>
  )
}
