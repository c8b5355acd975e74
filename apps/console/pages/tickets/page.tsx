import { Select } from 'antd'
import { useSearchParams } from 'react-router'
import { TICKET_STATES, type TicketState } from '#domain/words'
import { useQueue } from '../../api/queries'
import { BulkBar } from '../../parts/bulk-bar'
import { useMay } from '../../parts/me'
import { Page } from '../../parts/page'
import { useSelection } from '../../parts/selection'
import { SearchBox } from '../../parts/search-box'
import { chosenOf, More, TicketTable } from '../../parts/ticket-table'
import { Empty, Failed, Loading } from '../../parts/states'
import { choicesOf } from '../../words/choices'

const URGE = ['urge'] as const

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
  const selection = useSelection(rows.map(chosenOf))
  const mayUrge = useMay('ticket.register')
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
          <BulkBar
            selection={selection}
            actions={mayUrge ? URGE : []}
            list={{ ...(q && { q }), ...(state && { state: state as TicketState }) }}
          />
          <TicketTable rows={rows} selection={selection} />
          <More list={tickets} />
        </div>
      )}
    </Page>
  )
}
