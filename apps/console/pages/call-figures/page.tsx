import { useQuery } from '@tanstack/react-query'
import { Input, Segmented } from 'antd'
import { useState } from 'react'
import type { CallRates, Counts } from '#domain/calls/figures'
import type { CallFigures, FigureLine } from '#domain/calls/views'
import { DESKS } from '#domain/words'
import { serverNow } from '../../api/clock'
import { get, withQuery } from '../../api/http'
import { Page } from '../../parts/page'
import { Empty, Failed, Loading } from '../../parts/states'
import { lengthOf, shareWords } from '../../telephone/words'
import { localDay } from '../../words/time'
import { FigureTiles } from '../telephone/figure-tiles'

const PERIODS = { today: '今天', week: '近 7 天', month: '本月', own: '自选' } as const
type Period = keyof typeof PERIODS

/** 话务统计: per desk and per operator, over a period. */
export default function CallFiguresPage() {
  const [period, setPeriod] = useState<Period>('today')
  const [own, setOwn] = useState<[string, string]>(spanOf('today'))
  const [from, to] = period === 'own' ? own : spanOf(period)
  const figures = useQuery({
    queryKey: ['call-figures', from, to],
    queryFn: ({ signal }) => get<CallFigures>(withQuery('/call-figures', { from, to }), signal),
  })
  return (
    <Page
      title="话务统计"
      aside={
        <>
          <Segmented
            aria-label="统计时段"
            value={period}
            onChange={setPeriod}
            options={(Object.keys(PERIODS) as Period[]).map((value) => ({ value, label: PERIODS[value] }))}
          />
          {period === 'own' && (
            <>
              <Input
                type="date"
                aria-label="开始日期"
                value={own[0]}
                max={own[1]}
                onChange={({ target }) => target.value && setOwn([target.value, own[1]])}
              />
              <Input
                type="date"
                aria-label="结束日期"
                value={own[1]}
                min={own[0]}
                onChange={({ target }) => target.value && setOwn([own[0], target.value])}
              />
            </>
          )}
        </>
      }
    >
      {figures.isPending && <Loading />}
      {figures.isError && !figures.data && <Failed error={figures.error} retry={() => void figures.refetch()} />}
      {figures.data && <Figures figures={figures.data} />}
    </Page>
  )
}

function Figures({ figures: { from, to, total, desks, people } }: { figures: CallFigures }) {
  if (desks.length === 0) return <Empty title={`${from} 至 ${to} 没有来电`} />
  return (
    <div className="stack">
      <FigureTiles figures={total} />
      <Table title="按专席" lines={desks} total={total} who={({ desk }) => DESKS[desk]} head="专席" />
      <Table
        title="按话务员"
        lines={people}
        who={({ name, desk }) => `${name ?? '—'} · ${DESKS[desk]}`}
        head="话务员"
      />
      <p className="quiet">
        接通率＝接听÷呼入；15 秒接通率＝15
        秒内接听÷呼入。话务员的呼入是先在本人处振铃的和本人接起的来电。呼入＝接听＋未接通＋正在振铃。
      </p>
    </div>
  )
}

interface TableProps {
  title: string
  head: string
  lines: FigureLine[]
  total?: Counts & CallRates
  who: (line: FigureLine) => string
}

const HEADS = ['呼入', '接听', '接通率', '15 秒接通率', '未接通', '通话时长', '平均通话', '未接来电', '回拨接通']

function Table({ title, head, lines, total, who }: TableProps) {
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <div className="list-frame">
        <table className="list">
          <thead>
            <tr>
              {[head, ...HEADS].map((each) => (
                <th key={each} scope="col">
                  {each}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={`${line.desk} ${line.personId}`} who={who(line)} counts={line} />
            ))}
          </tbody>
          {total && (
            <tfoot>
              <Line who="合计" counts={total} />
            </tfoot>
          )}
        </table>
      </div>
    </section>
  )
}

function Line({ who, counts }: { who: string; counts: Counts & CallRates }) {
  const cells = [
    counts.offered,
    counts.answered,
    shareWords(counts.connectRate),
    shareWords(counts.soonRate),
    counts.abandoned,
    lengthOf(counts.talkSeconds),
    counts.meanTalkSeconds === null ? '—' : lengthOf(counts.meanTalkSeconds),
    counts.missed,
    counts.returned,
  ]
  return (
    <tr data-row>
      <th scope="row">{who}</th>
      {cells.map((cell, at) => (
        <td key={HEADS[at]} className="number">
          {cell}
        </td>
      ))}
    </tr>
  )
}

const DAY = 86_400_000

function spanOf(period: Period): [string, string] {
  const today = localDay(serverNow())
  if (period === 'week') return [localDay(serverNow() - 6 * DAY), today]
  return period === 'month' ? [`${today.slice(0, 7)}-01`, today] : [today, today]
}
