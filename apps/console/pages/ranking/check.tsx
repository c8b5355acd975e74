import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { FrozenCheckView } from '#domain/appraisal/views'
import { get, withQuery } from '../../api/http'
import { wordsOf } from '../../api/problem'

/** Everything counted once more, and what has changed beneath. */
export function CheckResult({ kind, day }: { kind: string; day: string }) {
  const check = useQuery({
    queryKey: ['frozen-check', kind, day],
    queryFn: ({ signal }) => get<FrozenCheckView>(withQuery('/appraisal/frozen/check', { kind, day }), signal),
    gcTime: 0,
  })
  if (check.isPending) return <span role="status">正在核验…</span>
  if (!check.data) return <span role="alert">{wordsOf(check.error)}</span>
  const { whole, faults, changed } = check.data
  return (
    <span role="status">
      {whole ? '核验一致：明细、名次与冻结时相同。' : `核验不一致：${faults.join('；')}。`}
      {changed.length > 0 && (
        <>
          冻结后事实有变化的工单：
          {changed.map(({ ticketId, number }) => (
            <Link key={ticketId} to={`/ticket/${ticketId}`}>
              {number}{' '}
            </Link>
          ))}
        </>
      )}
    </span>
  )
}
