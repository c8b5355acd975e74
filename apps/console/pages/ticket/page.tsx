import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'
import type { TicketView } from '#domain/views'
import { ActionButtons } from '../../actions/buttons'
import { useTicket } from '../../api/queries'
import { Assignments } from '../../parts/assignments'
import { Callbacks } from '../../parts/callbacks'
import { Disposals } from '../../parts/disposals'
import { Rectifications } from '../../parts/rectifications'
import { Clocks } from '../../parts/clocks'
import { Meetings } from '../../parts/meetings'
import { hasKin, Kin } from '../../parts/kin'
import { ReturnChain } from '../../parts/return-chain'
import { Requests, Supervisions } from '../../parts/requests'
import { Failed, Loading } from '../../parts/states'
import { RequesterFacts, TicketFacts } from '../../parts/ticket-facts'
import { TicketHead } from '../../parts/ticket-head'
import { TicketMessages } from '../../parts/ticket-messages'
import { TicketWords } from '../../parts/ticket-words'
import { Timeline } from '../../parts/timeline'

export default function TicketPage() {
  const { id } = useParams()
  const ticket = useTicket(id)
  useEffect(() => void (document.title = `${ticket.data?.shownNumber ?? '工单'} · 即办`), [ticket.data?.shownNumber])
  if (ticket.isPending) return <Loading />
  if (!ticket.data) return <Failed error={ticket.error} retry={() => void ticket.refetch()} />
  return (
    <>
      <div className="page-head no-print">
        <BackLink />
        <Button icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
          打印
        </Button>
      </div>
      <TicketHead ticket={ticket.data}>
        <ActionButtons ticket={ticket.data} />
      </TicketHead>
      <Body ticket={ticket.data} />
    </>
  )
}

function Body({ ticket }: { ticket: TicketView }) {
  const others = ticket.requests.filter(({ kind }) => kind !== 'return')
  return (
    <div className="ticket-body">
      <div className="stack">
        <Card title="诉求内容">
          <TicketWords ticket={ticket} />
        </Card>
        {ticket.outcome === 'register' && (
          <Card title={ticket.assignments.length > 1 ? '承办任务（双派单）' : '承办任务'}>
            <Assignments ticket={ticket} />
          </Card>
        )}
        {hasKin(ticket) && (
          <Card title="并单、拆分与关联">
            <Kin ticket={ticket} />
          </Card>
        )}
        {ticket.requests.some(({ kind }) => kind === 'return') && (
          <Card title="退单经过">
            <ReturnChain ticket={ticket} />
          </Card>
        )}
        {others.length > 0 && (
          <Card title="申请与审批">
            <Requests requests={others} />
          </Card>
        )}
        {ticket.meetings.length > 0 && (
          <Card title="会商">
            <Meetings meetings={ticket.meetings} />
          </Card>
        )}
        {ticket.supervisions.length > 0 && (
          <Card title="督办与批示">
            <Supervisions supervisions={ticket.supervisions} />
          </Card>
        )}
        {ticket.callbacks.length > 0 && (
          <Card title="回访">
            <Callbacks callbacks={ticket.callbacks} />
          </Card>
        )}
        {ticket.disposals.length > 0 && (
          <Card title="不满意处置">
            <Disposals disposals={ticket.disposals} />
          </Card>
        )}
        {ticket.rectifications.length > 0 && (
          <Card title="差评整改">
            <Rectifications rectifications={ticket.rectifications} />
          </Card>
        )}
        <Card title="告知诉求人">
          <TicketMessages ticketId={ticket.id} />
        </Card>
        <Card title="全程留痕">
          <Timeline ticketId={ticket.id} files={ticket.files} />
        </Card>
      </div>
      <div className="stack">
        <Card title="诉求人">
          <RequesterFacts ticket={ticket} />
        </Card>
        <Card title="基本信息">
          <TicketFacts ticket={ticket} />
        </Card>
        {ticket.clocks.length > 0 && (
          <Card title="时限">
            <Clocks ticket={ticket} />
          </Card>
        )}
      </div>
    </div>
  )
}

const Card = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section className="card" aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
)

/** Back to the list one came from; with the list's own place when the page was opened directly. */
function BackLink() {
  const navigate = useNavigate()
  const { key } = useLocation()
  return (
    <Button data-back onClick={() => void (key === 'default' ? navigate('/') : navigate(-1))}>
      ← 返回列表
    </Button>
  )
}
