import type { ReactNode } from 'react'
import { Empty, Failed, Loading } from './states'
import { More } from './ticket-table'

interface Pages<T> {
  data?: { pages: { items: T[] }[] }
  isPending: boolean
  isError: boolean
  error: unknown
  refetch: () => Promise<unknown>
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => Promise<unknown>
}

interface PageListProps<T> {
  list: Pages<T>
  heads: string[]
  empty: string
  children: (item: T) => ReactNode
}

/** A list read page by page, as a table, with its ways of having nothing to show. */
export function PageList<T>({ list, heads, empty, children }: PageListProps<T>) {
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  if (list.isPending) return <Loading />
  if (!list.data) return <Failed error={list.error} retry={() => void list.refetch()} />
  if (rows.length === 0) return <Empty title={empty} />
  return (
    <div className="list-frame">
      <table className="list">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{rows.map(children)}</tbody>
      </table>
      <More list={list} />
    </div>
  )
}
