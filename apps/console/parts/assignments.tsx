import { REPLY_OUTCOMES } from '#domain/words'
import type { AssignmentView, FileView, ReplyView, TicketView } from '#domain/views'
import { fullTime } from '../words/time'
import { FileList } from './file-list'
import { Due } from './lamp'
import { Why } from './why'
import { AssignmentStateMark, DutyMark, Mark } from './marks'

/** 双派单: the units side by side, each with its own steps. */
export function Assignments({ ticket }: { ticket: TicketView }) {
  const { id: ticketId, assignments, files } = ticket
  if (assignments.length === 0) return <p className="quiet">尚未派单。</p>
  return (
    <div className="assignments">
      {assignments.map((each) => (
        <AssignmentCard
          key={each.id}
          ticketId={ticketId}
          assignment={each}
          files={files.filter(({ assignmentId }) => assignmentId === each.id)}
        />
      ))}
    </div>
  )
}

interface CardProps {
  ticketId: string
  assignment: AssignmentView
  files: readonly FileView[]
}

function AssignmentCard({ ticketId, assignment, files }: CardProps) {
  const { unitName, line, role, state, dueAt, yellowAt, replies, round } = assignment
  const isStanding = (reply: ReplyView) => reply.round === round && reply.state !== 'sentBack'
  const open = state === 'pending' || state === 'signed'
  return (
    <article className={`assignment assignment-${role}`} aria-label={`${unitName}的承办任务`}>
      <div className="spread">
        <h3>{unitName}</h3>
        <AssignmentStateMark state={state} />
      </div>
      <div className="row">
        <DutyMark line={line} role={role} />
        {assignment.parentId && <Mark>下级承办</Mark>}
        {assignment.awaitsApproval && <Mark colour="amber">答复待审批</Mark>}
        {open && <Due dueAt={dueAt} yellowAt={yellowAt} exact={false} />}
        {open && dueAt && <Why ticketId={ticketId} of={{ dueAt, assignmentId: assignment.id }} />}
      </div>
      <Steps assignment={assignment} />
      {replies.filter(isStanding).map((reply) => (
        <Reply key={`${reply.round}-${reply.at}`} reply={reply} />
      ))}
      <FileList files={files} label={`${unitName}的附件`} />
      <EarlierReplies replies={replies.filter((reply) => !isStanding(reply))} />
    </article>
  )
}

/** Of earlier rounds, or sent back: there, but not in the way. */
function EarlierReplies({ replies }: { replies: ReplyView[] }) {
  if (replies.length === 0) return null
  return (
    <details className="earlier">
      <summary>以往答复 {replies.length} 次</summary>
      {replies.map((reply) => (
        <Reply key={`${reply.round}-${reply.at}`} reply={reply} />
      ))}
    </details>
  )
}

function Steps({ assignment }: { assignment: AssignmentView }) {
  const { dispatchedAt, signedAt, signedBy, signedOnTime, contactedAt, contactedOnTime, repliedAt, repliedOnTime } =
    assignment
  return (
    <ol className="assignment-steps">
      <Step what="派单" at={dispatchedAt} />
      <Step what="签收" at={signedAt} onTime={signedOnTime} by={signedAt ? (signedBy ?? '系统自动签收') : null} />
      {assignment.arrivedAt && <Step what="到达现场" at={assignment.arrivedAt} />}
      <Step what="首次联系" at={contactedAt} onTime={contactedOnTime} />
      {assignment.role !== 'copy' && <Step what="答复" at={repliedAt} onTime={repliedOnTime} />}
    </ol>
  )
}

function Step({
  what,
  at,
  onTime,
  by,
}: {
  what: string
  at: string | null
  onTime?: boolean | null
  by?: string | null
}) {
  return (
    <li>
      <span className="quiet">{what}</span>
      <span>
        {at ? fullTime(at) : '—'} {by && <span className="quiet">{by}</span>}
      </span>
      {at && typeof onTime === 'boolean' ? (
        <Mark colour={onTime ? 'green' : 'red'}>{onTime ? '按时' : '超时'}</Mark>
      ) : (
        <span />
      )}
    </li>
  )
}

const REPLY_STATES = {
  draft: '待单位负责人审批',
  submitted: '待审核',
  accepted: '已通过',
  sentBack: '已退回补充',
} as const

function Reply({ reply }: { reply: ReplyView }) {
  const parts: [string, string][] = [
    ['调查情况', reply.findings],
    ['处理措施', reply.measures],
    ['政策依据', reply.basis],
    ['公开答复', reply.publicText],
    ['内部说明', reply.internalText],
    ['联系人', reply.contactPerson],
    ['计划完成', reply.plannedOn],
    ['未等协办答复', reply.withoutAssists],
  ]
  return (
    <div className="reply">
      <h4>
        答复：{REPLY_OUTCOMES[reply.outcome]} <Mark>{REPLY_STATES[reply.state]}</Mark>
      </h4>
      <p className="quiet">
        {reply.by} · {fullTime(reply.at)}
        {reply.round > 1 && ` · 第 ${reply.round} 轮`}
      </p>
      <dl>
        {parts.map(([name, words]) =>
          words ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="words">{words}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </div>
  )
}
