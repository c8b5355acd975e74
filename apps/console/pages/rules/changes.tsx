import { Button, Drawer, Input, Modal } from 'antd'
import { useState } from 'react'
import type { MoveView, RuleChangeView } from '#domain/clock-views'
import { RULE_CHANGE_KINDS, RULE_CHANGE_STATES } from '#domain/rules/words'
import { download } from '../../api/download'
import { call } from '../../api/http'
import { usePages } from '../../api/queries'
import { useChange } from '../../api/use-change'
import { useMay } from '../../parts/me'
import { Mark } from '../../parts/marks'
import { Empty, Failed, Loading } from '../../parts/states'
import { More } from '../../parts/ticket-table'
import { fullTime } from '../../words/time'
import { MoveTable } from './propose'

const COLOURS = { proposed: 'amber', approved: 'blue', rejected: 'grey', inForce: 'green' } as const

/** What was proposed, who decided, and what came of it. */
export function Changes({ changes }: { changes: RuleChangeView[] }) {
  const [decided, setDecided] = useState<{ change: RuleChangeView; approve: boolean }>()
  const [shown, setShown] = useState<RuleChangeView>()
  if (changes.length === 0) return <Empty title="还没有变更">在其他页签上提出，由另一人批准</Empty>
  return (
    <>
      <table className="list">
        <thead>
          <tr>
            {['内容', '状态', '理由', '提出', '生效日期', '重新计算', '操作'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.id} data-row>
              <td>
                {RULE_CHANGE_KINDS[change.kind]}：{change.about}
                {change.openToo && <Mark>未办结工单也按新方案</Mark>}
              </td>
              <td className="cell-fit">
                <Mark colour={COLOURS[change.state]}>{RULE_CHANGE_STATES[change.state]}</Mark>
              </td>
              <td>{change.reason}</td>
              <td className="cell-fit">
                {change.proposedBy} · {fullTime(change.proposedAt)}
                {change.decidedBy && <div className="quiet">审批：{change.decidedBy}</div>}
              </td>
              <td className="cell-fit number">{change.effectiveOn}</td>
              <td className="cell-fit">
                <Progress change={change} />
              </td>
              <td className="cell-fit">
                <div className="row">
                  {change.mayDecide && (
                    <>
                      <Button size="small" type="primary" onClick={() => setDecided({ change, approve: true })}>
                        批准
                      </Button>
                      <Button size="small" onClick={() => setDecided({ change, approve: false })}>
                        不批准
                      </Button>
                    </>
                  )}
                  {change.state === 'inForce' && <MovesButton onOpen={() => setShown(change)} />}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Decision of={decided} onClose={() => setDecided(undefined)} />
      <Drawer
        open={shown !== undefined}
        onClose={() => setShown(undefined)}
        size={760}
        title="期限变更清单"
        destroyOnHidden
      >
        {shown && <Moves change={shown} />}
      </Drawer>
    </>
  )
}

function Progress({ change: { state, looked, moved, kept, finishedAt } }: { change: RuleChangeView }) {
  if (state !== 'inForce') return <>—</>
  return (
    <span role="status">{finishedAt ? `已完成：改变 ${moved} 个，不变 ${kept} 个` : `进行中，已看 ${looked} 件`}</span>
  )
}

function MovesButton({ onOpen }: { onOpen: () => void }) {
  return useMay('rule.approve') ? (
    <Button size="small" onClick={onOpen}>
      清单
    </Button>
  ) : null
}

function Moves({ change }: { change: RuleChangeView }) {
  const moves = usePages<MoveView>(`moves-${change.id}`, `/rules/changes/${change.id}/moves`)
  const items = moves.data?.pages.flatMap((page) => page.items) ?? []
  if (moves.isPending) return <Loading />
  if (!moves.data) return <Failed error={moves.error} retry={() => void moves.refetch()} />
  if (items.length === 0) return <Empty title="没有期限因此改变" />
  return (
    <>
      <Button className="gap-below" onClick={() => void download(`/rules/changes/${change.id}/moves.csv`)}>
        下载清单
      </Button>
      <MoveTable items={items} />
      <More list={moves} />
    </>
  )
}

function Decision({
  of,
  onClose,
}: {
  of: { change: RuleChangeView; approve: boolean } | undefined
  onClose: () => void
}) {
  const [note, setNote] = useState('')
  const { busy, change } = useChange('rules')
  const decide = async () => {
    const { change: asked, approve } = of!
    const body = { approve, ...(note.trim() && { note: note.trim() }) }
    const path = `/rules/changes/${asked.id}/decision`
    const done = await change((intention) => call('POST', path, { body, intention }), approve ? '已批准' : '已退回')
    if (!done) return
    setNote('')
    onClose()
  }
  const title = of?.approve ? '批准变更' : '不批准变更'
  return (
    <Modal
      open={of !== undefined}
      title={title}
      okText="确定"
      cancelText="取消"
      confirmLoading={busy}
      onOk={() => void decide()}
      onCancel={onClose}
    >
      <p>{of?.change.about}</p>
      <Input.TextArea
        rows={3}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        aria-label="审批意见"
        placeholder="审批意见，可不填"
      />
    </Modal>
  )
}
