import { Button } from 'antd'
import type { RankedGroupView, RankedView, RankingView, RateView } from '#domain/appraisal/views'

interface Shown {
  group: RankedGroupView
  metrics: RankingView['metrics']
  minSample: number
  open(row: RankedView): void
}

export function RankingTable({ group, metrics, minSample, open }: Shown) {
  return (
    <table className="list ranking">
      <thead>
        <tr>
          <th scope="col">名次</th>
          <th scope="col">单位</th>
          <th scope="col">有效回访</th>
          {metrics.map(({ metric, words, formula }) => (
            <th key={metric} scope="col" title={formula}>
              {words}
            </th>
          ))}
          <th scope="col">得分</th>
          <th scope="col">上期</th>
        </tr>
      </thead>
      <tbody>
        {group.ranked.map((row) => (
          <Row key={row.unitId} row={row} open={open} />
        ))}
        {group.small.length > 0 && (
          <tr>
            <th colSpan={metrics.length + 5} scope="colgroup">
              样本不足（有效回访少于 {minSample} 件，不参加排名）
            </th>
          </tr>
        )}
        {group.small.map((row) => (
          <Row key={row.unitId} row={row} open={open} />
        ))}
      </tbody>
      <tfoot>
        <Total words="合计" rates={group.pooled} score={group.pooledScore} />
        <Total words="单位平均" rates={group.mean} score={group.meanScore} />
      </tfoot>
    </table>
  )
}

function Row({ row, open }: { row: RankedView; open(row: RankedView): void }) {
  return (
    <tr data-row>
      <td className="number cell-fit">{row.rank ?? '—'}</td>
      <td>{row.unitName}</td>
      <td className="number">
        {row.valid > 0 ? (
          <Button
            type="link"
            size="small"
            aria-label={`${row.unitName}的 ${row.valid} 件工单`}
            onClick={() => open(row)}
          >
            {row.valid}
          </Button>
        ) : (
          0
        )}
      </td>
      {row.rates.map((rate) => (
        <Rate key={rate.metric} rate={rate} />
      ))}
      <td className="number">
        <strong>{row.score ?? '—'}</strong>
      </td>
      <td className="number cell-fit">{movement(row)}</td>
    </tr>
  )
}

/** Both sides beside the rate: how much it stands for. */
const Rate = ({ rate: { numerator, denominator, percent } }: { rate: RateView }) => (
  <td className="number" title={denominator ? `${numerator} ÷ ${denominator}` : undefined}>
    {percent === null ? '—' : `${percent}%`}
  </td>
)

function Total({ words, rates, score }: { words: string; rates: RateView[]; score: string | null }) {
  return (
    <tr>
      <td />
      <th scope="row">{words}</th>
      <td className="number">{rates[0]?.denominator ?? ''}</td>
      {rates.map((rate) => (
        <Rate key={rate.metric} rate={rate} />
      ))}
      <td className="number">{score ?? '—'}</td>
      <td />
    </tr>
  )
}

function movement({ rank, previousRank, previousScore }: RankedView): string {
  if (previousRank === null) return '—'
  const from = `第 ${previousRank} 名 ${previousScore}`
  if (rank === null || rank === previousRank) return from
  return `${from}，${rank < previousRank ? `升 ${previousRank - rank}` : `降 ${rank - previousRank}`}`
}
