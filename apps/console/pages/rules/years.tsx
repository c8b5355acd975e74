import { Alert, Button, Drawer, Form, Input } from 'antd'
import { useState } from 'react'
import type { HolidayYear } from '#domain/clock/holidays'
import { importYear } from '#domain/clock/import-year'
import type { YearView } from '#domain/clock-views'
import { useMay } from '../../parts/me'
import { Mark } from '../../parts/marks'
import type { Proposal } from './propose'

/** The years as last announced; one that is not yet is marked, and every deadline that touches it. */
export function Years({ years, onPropose }: { years: YearView[]; onPropose: (proposal: Proposal) => void }) {
  const [open, setOpen] = useState(false)
  const mayPropose = useMay('rule.propose')
  return (
    <>
      <div className="inset row gap-below">
        {mayPropose && (
          <Button type="primary" onClick={() => setOpen(true)}>
            导入公布的安排
          </Button>
        )}
        <span className="quiet">未公布的年份按周一至周五暂定，公布后导入，涉及的期限自动重新计算。</span>
      </div>
      <table className="list">
        <thead>
          <tr>
            {['年份', '状态', '放假', '调休上班', '来源'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {years.map(({ year, provisional, source, days, content }) => (
            <tr key={year} data-row>
              <td className="number">{year}</td>
              <td className="cell-fit">
                {provisional ? <Mark colour="amber">未公布，暂定</Mark> : <Mark colour="green">已公布</Mark>}
              </td>
              <td className="cell-title">
                {days} 天：
                {(content as HolidayYear).off
                  .map(({ name, from, to }) => `${name} ${from.slice(5)}${to === from ? '' : `至${to.slice(5)}`}`)
                  .join('，')}
              </td>
              <td>{(content as HolidayYear).work.map(({ day }) => day.slice(5)).join('、') || '无'}</td>
              <td>
                {source ? (
                  <a href={source.split(' ')[0]} rel="noreferrer" target="_blank">
                    通知
                  </a>
                ) : (
                  '—'
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Drawer open={open} onClose={() => setOpen(false)} size={620} title="导入公布的节假日安排" destroyOnHidden>
        <Import
          onRead={(year) => {
            setOpen(false)
            onPropose({ kind: 'calendar', about: `${year.year} 年节假日`, content: year })
          }}
        />
      </Drawer>
    </>
  )
}

function Import({ onRead }: { onRead: (year: HolidayYear) => void }) {
  const [text, setText] = useState('')
  const [source, setSource] = useState('')
  const [errors, setErrors] = useState<string[]>([])
  const read = () => {
    const found = importYear(text, source)
    setErrors(found.errors)
    if (found.year) onRead(found.year)
  }
  return (
    <Form layout="vertical">
      <Form.Item label="通知网址" extra="国务院办公厅通知的网址。留空则该年仍为暂定。">
        <Input
          value={source}
          onChange={(event) => setSource(event.target.value)}
          maxLength={500}
          aria-label="通知网址"
        />
      </Form.Item>
      <Form.Item label="安排" extra="每行“日期,名称,休或班”；也可粘贴 JSON（days，或 off 与 work）。">
        <Input.TextArea
          rows={14}
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-label="安排"
          placeholder={'2027-01-01,元旦,休\n2027-02-20,春节,班'}
        />
      </Form.Item>
      {errors.length > 0 && (
        <Alert
          type="error"
          className="gap-below"
          title={`有 ${errors.length} 处需要修改`}
          description={
            <ul>
              {errors.slice(0, 30).map((error) => (
                <li key={error}>{error}</li>
              ))}
            </ul>
          }
        />
      )}
      <Button type="primary" onClick={read}>
        检查并继续
      </Button>
    </Form>
  )
}
