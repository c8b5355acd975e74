import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import type { ConsultationRow, ConsultationView } from '#domain/views'
import { CONSULTATION_STATES, type ConsultationState } from '#domain/words'
import { Page } from '../../parts/page'
import { PageList } from '../../parts/page-list'
import { useMay } from '../../parts/me'
import { fullTime } from '../../words/time'
import { useMeetings } from './queries'
import { Meeting } from './meeting'
import { PlanDrawer } from './plan-drawer'
import { Waiting } from './waiting'

/** 会商: who waits for a meeting, what is to come and what is over; with an id one of them. */
export default function ConsultationsPage() {
  const { id } = useParams()
  return id ? <Meeting key={id} id={id} /> : <Meetings />
}

type Tab = 'waiting' | ConsultationState

function Meetings() {
  const holds = useMay('consultation.hold')
  const tabs: Record<string, string> = { ...(holds ? { waiting: '待会商工单' } : {}), ...CONSULTATION_STATES }
  const [ask, setAsk] = useSearchParams()
  const tab = (Object.keys(tabs).find((name) => name === ask.get('tab')) ?? Object.keys(tabs)[0]!) as Tab
  const [planning, setPlanning] = useState(false)
  const navigate = useNavigate()
  const open = ({ id }: ConsultationView) => void navigate(`/consultations/${id}`)
  return (
    <Page
      title="会商"
      aside={
        holds && (
          <Button type="primary" onClick={() => setPlanning(true)}>
            召集会商
          </Button>
        )
      }
    >
      <div className="list-frame">
        <Tabs
          className="inset"
          activeKey={tab}
          onChange={(name) => setAsk({ tab: name })}
          items={Object.entries(tabs).map(([key, label]) => ({ key, label }))}
        />
        {tab === 'waiting' ? <Waiting /> : <MeetingList key={tab} state={tab} />}
      </div>
      {planning && <PlanDrawer onClose={() => setPlanning(false)} onDone={open} />}
    </Page>
  )
}

const EMPTY: Record<ConsultationState, string> = {
  planned: '没有待召开的会商',
  held: '没有已结束的会商',
  cancelled: '没有取消的会商',
}

function MeetingList({ state }: { state: ConsultationState }) {
  const list = useMeetings(state)
  return (
    <PageList<ConsultationRow> list={list} heads={['时间', '会议名称', '地点', '主持人']} empty={EMPTY[state]}>
      {({ id, at, title, place, chair }) => (
        <tr key={id} data-row>
          <td className="cell-fit number">{fullTime(at)}</td>
          <td className="cell-title">
            <Link to={`/consultations/${id}`}>{title}</Link>
          </td>
          <td>{place}</td>
          <td className="cell-fit">{chair}</td>
        </tr>
      )}
    </PageList>
  )
}
