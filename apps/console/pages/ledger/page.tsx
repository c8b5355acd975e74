import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import type { LedgerItem, Page as PageOf } from '#domain/views'
import { get, withQuery } from '../../api/http'
import { Page } from '../../parts/page'
import { Empty, Failed, Loading } from '../../parts/states'
import { fullTime } from '../../words/time'

const COLUMNS = [
  { title: '工单编号', dataIndex: 'shownNumber' },
  { title: '事项', dataIndex: 'category' },
  { title: '属地', dataIndex: 'place' },
  { title: '责任单位', dataIndex: 'unit' },
  { title: '挂账原因', dataIndex: 'reason' },
  { title: '挂账时间', dataIndex: 'since', render: fullTime },
  { title: '复核日期', dataIndex: 'reviewOn' },
]

/** 挂账台账: everything that waits for better days, by the day it is looked at again. */
export default function LedgerPage() {
  const ledger = useInfiniteQuery({
    queryKey: ['lists', 'ledger'],
    queryFn: ({ pageParam, signal }) => get<PageOf<LedgerItem>>(withQuery('/ledger', { after: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const rows = ledger.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Page title="挂账台账">
      {ledger.isPending && <Loading />}
      {ledger.isError && <Failed error={ledger.error} retry={() => void ledger.refetch()} />}
      {ledger.data && rows.length === 0 && <Empty title="没有挂账的工单" />}
      {rows.length > 0 && <Table rowKey="shownNumber" columns={COLUMNS} dataSource={rows} pagination={false} />}
      {ledger.hasNextPage && <Button onClick={() => void ledger.fetchNextPage()}>更多</Button>}
    </Page>
  )
}
