import { Alert, Button, Drawer, Form, Input, Switch } from 'antd'
import { useState } from 'react'
import type { MoveView, PreviewView, RuleChangeView } from '#domain/clock-views'
import { RULE_CHANGE_KINDS, type RuleChangeKind } from '#domain/rules/words'
import { serverNow } from '../../api/clock'
import { call } from '../../api/http'
import { ApiProblem } from '../../api/problem'
import { useChange } from '../../api/use-change'
import { useMay } from '../../parts/me'
import { fullTime } from '../../words/time'

/** A change as somebody made it up on one of the tabs. */
export interface Proposal {
  kind: RuleChangeKind
  about: string
  content: object
}

interface DrawerProps {
  proposal: Proposal | undefined
  onClose: () => void
  onDone: () => void
}

/** From which day, why, and what it would do; then somebody else decides. */
export function ProposeDrawer({ proposal, onClose, onDone }: DrawerProps) {
  return (
    <Drawer
      open={proposal !== undefined}
      onClose={onClose}
      size={680}
      title={proposal && `提出变更：${RULE_CHANGE_KINDS[proposal.kind]}`}
      destroyOnHidden
    >
      {proposal && <Propose proposal={proposal} onDone={onDone} />}
    </Drawer>
  )
}

const today = () => new Date(serverNow() + 8 * 3_600_000).toISOString().slice(0, 10)

function Propose({ proposal, onDone }: { proposal: Proposal; onDone: () => void }) {
  const [form] = Form.useForm<{ reason: string; effectiveOn: string; openToo: boolean }>()
  const [preview, setPreview] = useState<PreviewView>()
  const [faults, setFaults] = useState<string[]>([])
  const { busy, change } = useChange('rules')
  const mayPropose = useMay('rule.propose')
  const send = async <T,>(path: string, done: string): Promise<T | undefined> => {
    setFaults([])
    const body = { kind: proposal.kind, content: proposal.content, ...form.getFieldsValue() }
    return change(async (intention) => {
      try {
        return await call<T>('POST', path, { body, intention })
      } catch (error) {
        if (error instanceof ApiProblem) setFaults(faultsOf(error))
        throw error
      }
    }, done)
  }
  return (
    <Form form={form} layout="vertical" name="rule-change" initialValues={{ effectiveOn: today(), openToo: false }}>
      <p>
        <strong>{proposal.about}</strong>
      </p>
      <Form.Item label="变更理由" name="reason">
        <Input.TextArea rows={2} maxLength={500} showCount />
      </Form.Item>
      <Form.Item label="生效日期" name="effectiveOn">
        <Input type="date" style={{ width: 200 }} />
      </Form.Item>
      {proposal.kind === 'policy' && (
        <Form.Item
          label="未办结的工单也按新方案"
          name="openToo"
          valuePropName="checked"
          extra="不选时，未办结的工单仍按登记时的方案。已完成的时限、已批准的延期和裁定的期限都不变。"
        >
          <Switch />
        </Form.Item>
      )}
      {faults.length > 0 && (
        <Alert type="error" className="gap-below" title="请修改后再试" description={<Lines lines={faults} />} />
      )}
      <div className="row gap-below">
        <Button
          disabled={!mayPropose}
          loading={busy}
          onClick={() => void send<PreviewView>('/rules/preview', '已试算').then((found) => found && setPreview(found))}
        >
          试算影响
        </Button>
        <Button
          type="primary"
          disabled={!mayPropose}
          loading={busy}
          onClick={() =>
            void send<RuleChangeView>('/rules/changes', '已提交，等待另一人批准').then((made) => made && onDone())
          }
        >
          提交审批
        </Button>
        {!mayPropose && <span className="quiet">您的角色只能审批，不能提出变更。</span>}
      </div>
      {preview && <Preview preview={preview} />}
    </Form>
  )
}

function faultsOf({ problem }: ApiProblem): string[] {
  const fields = (problem.detail as { fields?: Record<string, string[]> } | undefined)?.fields ?? {}
  return Object.values(fields).flat()
}

const Lines = ({ lines }: { lines: string[] }) => (
  <ul>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
)

function Preview({ preview }: { preview: PreviewView }) {
  const { looked, more, moved, kept, tickets, items } = preview
  return (
    <section aria-label="试算结果">
      <p role="status">
        看了 {looked} 件未办结工单{more && '（还有更多未看）'}：{tickets} 件的 {moved} 个期限会改变，{kept} 个保持不变。
      </p>
      {items.length > 0 && <MoveTable items={items} />}
    </section>
  )
}

export const MoveTable = ({ items }: { items: MoveView[] }) => (
  <table className="list">
    <thead>
      <tr>
        {['工单', '时限', '原截止', '新截止', '原因'].map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {items.map((move) => (
        <tr key={move.id}>
          <td className="number">{move.shownNumber}</td>
          <td>{[move.limit, move.unitName].filter(Boolean).join(' · ')}</td>
          <td className="cell-fit number">{fullTime(move.from)}</td>
          <td className="cell-fit number">{move.moved ? fullTime(move.to) : '不变'}</td>
          <td>{move.why}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
