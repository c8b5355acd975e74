import { Input } from 'antd'
import { useState } from 'react'
import type { RectificationFigure } from '#domain/views'
import { useRectificationFigure } from '../../api/queries'
import { Failed, Loading } from '../../parts/states'

const percent = (rate: number | null) => (rate === null ? '无样本' : `${(rate * 100).toFixed(1)}%`)
const thisMonth = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)

/** Of the bad reviews of a month; the target is all of them. */
export function Figure() {
  const [month, choose] = useState(thisMonth)
  const figure = useRectificationFigure(month)
  return (
    <section className="card" aria-label="实名差评整改率">
      <div className="spread">
        <h2>实名差评整改率</h2>
        <Input
          type="month"
          style={{ width: 170 }}
          value={month}
          aria-label="月份"
          onChange={(event) => event.target.value && choose(event.target.value)}
        />
      </div>
      {figure.isPending && <Loading />}
      {figure.isError && <Failed error={figure.error} retry={() => void figure.refetch()} />}
      {figure.data && <Counts figure={figure.data} />}
    </section>
  )
}

function Counts({ figure: { target, total, units } }: { figure: RectificationFigure }) {
  const rows = [{ ...total, unitId: 0, unitName: '合计' }, ...units]
  return (
    <>
      <p>
        <strong>{percent(total.rate)}</strong>
        <span className="quiet">，目标 {percent(target)}；未到期的不计入</span>
      </p>
      <table className="list">
        <thead>
          <tr>
            {['单位', '整改率', '差评', '按时整改', '超时整改', '逾期未改', '未到期'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ unitId, unitName, rate, opened, inTime, late, overdue, notYetDue }) => (
            <tr key={unitId}>
              <td>{unitName}</td>
              {[percent(rate), opened, inTime, late, overdue, notYetDue].map((cell, at) => (
                <td key={at} className="number">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
