import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { JOB_STATES, type JobState } from '#domain/jobs'
import type { JobBoard, JobView } from '#domain/views'
import { call, get } from '../../api/http'
import { useIntention } from '../../api/intention'
import { wordsOf } from '../../api/problem'
import { Mark } from '../../parts/marks'
import { Page } from '../../parts/page'
import { Empty, Failed, Loading } from '../../parts/states'
import { fullTime } from '../../words/time'

const KEY = ['jobs']
const EVERY_MS = 5_000
const COLOURS = { dead: 'red', running: 'blue', queued: 'grey' } as const

/** The machine room: what waits, runs and failed, and what comes by the clock. */
export default function JobsPage() {
  const board = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<JobBoard>('/jobs', signal),
    refetchInterval: EVERY_MS,
  })
  const data = board.data
  return (
    <Page title="后台任务" aside={data && <Counts board={data} />}>
      {board.isPending && <Loading />}
      {board.isError && !data && <Failed error={board.error} retry={() => void board.refetch()} />}
      {data?.workers === 0 && (
        <Alert
          className="gap-below"
          type="error"
          showIcon
          title="没有后台进程在工作"
          description="到时提醒、自动签收和下列任务都会停下。请检查后台服务（worker）是否已启动。"
        />
      )}
      {data?.items.length === 0 && <Empty title="没有等待或失败的任务" />}
      {data && data.items.length > 0 && <Items items={data.items} />}
      {data && <Timetable rows={data.timetable} />}
    </Page>
  )
}

const Counts = ({ board: { workers, counts } }: { board: JobBoard }) => (
  <p className="row" role="status">
    <span>后台进程 {workers} 个</span>
    {(Object.keys(JOB_STATES) as JobState[]).map((state) => (
      <span key={state}>
        {JOB_STATES[state]} {counts[state]}
      </span>
    ))}
  </p>
)

function Items({ items }: { items: JobView[] }) {
  return (
    <div className="list-frame gap-below">
      <table className="list">
        <Head names={['任务', '状态', '次数', '执行时间', '失败原因', '操作']} />
        <tbody>
          {items.map((job) => (
            <tr key={job.id} data-row>
              <td className="cell-fit">{job.label}</td>
              <td className="cell-fit">
                <Mark colour={COLOURS[job.state]}>{JOB_STATES[job.state]}</Mark>
              </td>
              <td className="cell-fit number">
                {job.attempts} / {job.tries}
              </td>
              <td className="cell-fit number">{fullTime(job.runAt)}</td>
              <td className="cell-title">{job.error ?? '—'}</td>
              <td className="cell-fit">{job.state === 'dead' && <Retry job={job} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Retry({ job }: { job: JobView }) {
  const [busy, setBusy] = useState(false)
  const intend = useIntention()
  const client = useQueryClient()
  const { message } = App.useApp()
  const retry = async () => {
    setBusy(true)
    try {
      await intend((intention) => call<void>('POST', `/jobs/${job.id}/retry`, { intention }))
      message.success(`${job.label}：已重新排队`)
    } catch (error) {
      message.error(wordsOf(error))
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: KEY })
    }
  }
  return (
    <Button size="small" loading={busy} onClick={() => void retry()} aria-label={`重试：${job.label}`}>
      重试
    </Button>
  )
}

function Timetable({ rows }: { rows: JobBoard['timetable'] }) {
  return (
    <section>
      <h2>时间表</h2>
      <div className="list-frame">
        <table className="list">
          <Head names={['任务', '时间', '上次执行', '下次执行']} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <td>{row.label}</td>
                <td className="cell-fit number">{row.at}</td>
                <td className="cell-fit number">{row.lastRunAt ? fullTime(row.lastRunAt) : '—'}</td>
                <td className="cell-fit number">{fullTime(row.nextRunAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const Head = ({ names }: { names: string[] }) => (
  <thead>
    <tr>
      {names.map((name) => (
        <th key={name} scope="col">
          {name}
        </th>
      ))}
    </tr>
  </thead>
)
