import { App, Button, Popconfirm } from 'antd'
import { PrinterOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ConsultationResult, ConsultationView, ItemResult } from '#domain/views'
import { CONSULTATION_STATES } from '#domain/words'
import { call } from '../../api/http'
import { useChange } from '../../api/use-change'
import { Mark } from '../../parts/marks'
import { Page } from '../../parts/page'
import { Empty, Failed, Loading } from '../../parts/states'
import { fullTime } from '../../words/time'
import { AgendaItem } from './agenda-item'
import { Minutes } from './minutes'
import { PlanDrawer } from './plan-drawer'
import { useMeeting } from './queries'
import { Results } from './results'

export function Meeting({ id }: { id: string }) {
  const meeting = useMeeting(id)
  if (meeting.isPending) return <Loading />
  if (!meeting.data) return <Failed error={meeting.error} retry={() => void meeting.refetch()} />
  return <Loaded meeting={meeting.data} />
}

function Loaded({ meeting }: { meeting: ConsultationView }) {
  const [results, setResults] = useState<ItemResult[]>([])
  const { id, title, items, mayHold } = meeting
  return (
    <>
      <div className="no-print">
        <Page title={title} aside={<Tools meeting={meeting} onResults={setResults} />}>
          <div className="stack">
            <p>
              <Link to="/consultations">← 返回会商列表</Link>
            </p>
            <Facts meeting={meeting} />
            <Results results={results} />
            <section className="card" aria-label="议程">
              <h2>议程</h2>
              {items.length === 0 && (
                <Empty title="议程中没有可查看的工单">
                  {mayHold && <Link to="/consultations?tab=waiting">从待会商工单中选择</Link>}
                </Empty>
              )}
              <ol className="plain-rows">
                {items.map((item) => (
                  <AgendaItem
                    key={item.itemId}
                    consultationId={id}
                    item={item}
                    mayHold={mayHold}
                    onResults={setResults}
                  />
                ))}
              </ol>
            </section>
          </div>
        </Page>
      </div>
      <Minutes meeting={meeting} />
    </>
  )
}

function Facts({ meeting }: { meeting: ConsultationView }) {
  const { at, place, chair, state, units, attendees } = meeting
  const rows = [
    ['时间', fullTime(at)],
    ['地点', place],
    ['主持人', chair],
    ['参会单位', units.map(({ name }) => name).join('、') || '—'],
    ['参会人员', attendees.join('、') || '—'],
  ] as const
  return (
    <section className="card" aria-label="会议信息">
      <div className="spread">
        <h2>会议信息</h2>
        <Mark colour={state === 'planned' ? 'amber' : state === 'held' ? 'green' : 'grey'}>
          {CONSULTATION_STATES[state]}
        </Mark>
      </div>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name} className="facts-row">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Tools({ meeting, onResults }: { meeting: ConsultationView; onResults: (results: ItemResult[]) => void }) {
  const [changing, setChanging] = useState(false)
  const { busy, change } = useChange('lists')
  const { modal } = App.useApp()
  const { id, version, items, mayHold } = meeting
  const open = items.filter(({ state }) => state === 'listed')
  const undecided = open.filter(({ conclusion }) => !conclusion).length
  const conclude = async () => {
    const answer = await change(
      (intention) => call<ConsultationResult>('POST', `/consultations/${id}/conclude`, { intention, body: {} }),
      '已提交，请查看每件工单的结果',
    )
    if (answer) onResults(answer.results)
  }
  const cancel = async () => {
    const body = { reason: '召集人取消' }
    const path = `/consultations/${id}/cancel`
    await change((intention) => call('POST', path, { body, intention, version }), '已取消，已通知参会单位')
  }
  const ask = () =>
    modal.confirm({
      title: '结束会议并落实结论？',
      content: `${open.length - undecided} 件按结论落实（具有裁定效力，不能再退单）${undecided ? `；${undecided} 件没有结论，延后到下次会商` : ''}。`,
      okText: '落实',
      cancelText: '再看看',
      onOk: conclude,
    })
  return (
    <>
      <Button icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
        打印纪要
      </Button>
      {mayHold && (
        <>
          <Button onClick={() => setChanging(true)}>修改</Button>
          <Popconfirm
            title="取消后通知参会单位，不能恢复。"
            okText="取消会商"
            cancelText="返回"
            onConfirm={() => void cancel()}
          >
            <Button danger disabled={open.length > 0}>
              取消会商
            </Button>
          </Popconfirm>
          <Button type="primary" loading={busy} disabled={items.length === 0} onClick={ask}>
            结束会议并落实结论
          </Button>
        </>
      )}
      {changing && <PlanDrawer meeting={meeting} onClose={() => setChanging(false)} onDone={() => undefined} />}
    </>
  )
}
