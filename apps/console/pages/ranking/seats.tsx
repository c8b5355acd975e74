import { useQuery } from '@tanstack/react-query'
import type { SeatView } from '#domain/appraisal/views'
import { get } from '../../api/http'
import { Empty, Failed, Loading } from '../../parts/states'

/** 蜗牛席, with the three ranks that led there. */
export function Seats() {
  const seats = useQuery({
    queryKey: ['lists', 'seats'],
    queryFn: ({ signal }) => get<{ items: SeatView[] }>('/appraisal/seats', signal),
  })
  if (seats.isPending) return <Loading />
  if (!seats.data) return <Failed error={seats.error} retry={() => void seats.refetch()} />
  if (seats.data.items.length === 0)
    return <Empty title="没有单位列入蜗牛席">连续三个冻结月在本组排名后两位的单位列入蜗牛席。</Empty>
  return (
    <table className="list">
      <thead>
        <tr>
          {['单位', '组别', '列入', '退出', '依据'].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {seats.data.items.map(({ unitId, unitName, group, since, until, evidence }) => (
          <tr key={`${unitId} ${since}`} data-row>
            <td>{unitName}</td>
            <td className="cell-fit">{group}</td>
            <td className="cell-fit number">{since}</td>
            <td className="cell-fit number">{until ?? '仍在席'}</td>
            <td>{evidence.map(({ month, rank, of }) => `${month} 第 ${rank} 名（共 ${of} 家）`).join('，')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
