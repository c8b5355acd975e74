import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { DeadlineView, WhyLineView } from '#domain/clock-views'
import { useDeadlines } from '../api/queries'
import { dayWords, fullTime, minutesWords } from '../words/time'
import { Mark } from './marks'
import { Failed, Loading } from './states'
import { Facts } from './ticket-facts'

interface WhyProps {
  ticketId: string
  /** The deadline beside the button; of several due at that moment the unit's own. */
  of: { dueAt: string; assignmentId?: string | null; kind?: string; round?: number }
  /** Names the ticket where many stand in a list. */
  number?: string
}

/** Beside a deadline: why it is due then, and why the lamp shows what it shows. */
export function Why({ ticketId, of, number }: WhyProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        size="small"
        type="link"
        className="why no-print"
        aria-haspopup="dialog"
        aria-label={number ? `${number} 的期限为什么是这个时间` : '这个期限为什么是这个时间'}
        onClick={() => setOpen(true)}
      >
        依据
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title="为什么是这个期限"
        footer={null}
        width={620}
        destroyOnHidden
      >
        <Explained ticketId={ticketId} of={of} />
      </Modal>
    </>
  )
}

function Explained({ ticketId, of }: WhyProps) {
  const deadlines = useDeadlines(ticketId, true)
  if (deadlines.isPending) return <Loading />
  if (!deadlines.data) return <Failed error={deadlines.error} retry={() => void deadlines.refetch()} />
  const found = meant(deadlines.data.items, of)
  return found ? <Explanation of={found} /> : <p className="quiet">这个期限刚刚有了变化，请关闭后再看。</p>
}

function meant(all: DeadlineView[], { dueAt, assignmentId, kind, round }: WhyProps['of']): DeadlineView | undefined {
  const same = all.filter(
    (each) => each.dueAt === dueAt && (!kind || each.kind === kind) && (!round || each.round === round),
  )
  return (
    same.find((each) => each.assignmentId === (assignmentId ?? null)) ??
    same.find(({ stoppedAt }) => !stoppedAt) ??
    same[0]
  )
}

function Explanation({ of }: { of: DeadlineView }) {
  const { policy, lamp } = of
  return (
    <div className="stack">
      <p>
        <strong>{of.suspended ? '挂账期间不计时' : fullTime(of.dueAt)}</strong>
        {of.provisional && <Mark colour="amber">暂定：节假日安排未公布</Mark>}
      </p>
      <Facts
        rows={[
          ['时限', [of.label, of.unitName].filter(Boolean).join(' · ')],
          ['依据', `${policy.label}（第 ${policy.version} 版）${policy.rule ? `：${policy.rule}` : ''}`],
          ['起算', `${of.startsWith}，${fullTime(of.startedAt)}`],
          ['期限', of.extendedBy ? `${of.limit}（其中延期 ${of.extendedBy}）` : of.limit],
          ['计时时段', of.hours],
          ['亮灯', `${fullTime(of.yellowAt)} 转黄，${fullTime(of.dueAt)} 后转红；现在：${lamp.words}`],
          ['完成', of.stoppedAt && fullTime(of.stoppedAt)],
        ]}
      />
      <ol className="why-lines" aria-label="逐段计算">
        {of.lines.map((line) => (
          <Line key={line.from} line={line} />
        ))}
      </ol>
      {!of.asCounted && (
        <p className="quiet">
          这个期限由审批或裁定确定，或按当时的上班时间和节假日计算，与上面按现行安排的推算不同，以截止时间为准。
        </p>
      )}
    </div>
  )
}

function Line({ line }: { line: WhyLineView }) {
  return (
    <li className={line.counted ? undefined : 'why-skipped'}>
      <span>
        {line.firstDay === line.lastDay
          ? dayWords(line.firstDay)
          : `${dayWords(line.firstDay)} 至 ${dayWords(line.lastDay)}`}
      </span>
      <span>{line.words}</span>
      <span className="number">{line.counted ? `计 ${minutesWords(line.minutes)}` : '不计'}</span>
    </li>
  )
}
