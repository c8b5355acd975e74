import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Modal, Progress } from 'antd'
import { useState } from 'react'
import { BULK_OUTCOMES, type BulkItemView } from '#domain/bulk-views'
import { BULK_ACTIONS, BULK_MOST, type BulkAction } from '#domain/inputs/bulk'
import { type BulkRun, forgetBulk, goOn, startBulk, stopBulk, useBulk } from '../api/bulk'
import { forgetTickets } from '../api/queries'
import { ExportButton, type ExportAsk } from './export-button'
import { Mark } from './marks'
import { useMay, useSelf } from './me'
import type { Selection } from './selection'

interface BarProps {
  selection: Selection
  actions: readonly BulkAction[]
  /** The list as a whole, for an export without a choice. */
  list?: ExportAsk
  /** Ticket ids of what is chosen, where rows are assignments. */
  ticketIds?: (ids: string[]) => string[]
}

/** What can be done with the rows chosen, and how far it has come. */
export function BulkBar({ selection, actions, list, ticketIds = (ids) => ids }: BarProps) {
  const { run, going } = useBulk()
  const me = useSelf()
  const mayExport = useMay('ticket.export')
  const after = useAfterEach()
  const { chosen } = selection
  const own = run?.personId === me.person.id && actions.includes(run.action) ? run : null
  const ids = ticketIds(chosen.map(({ id }) => id))
  const start = (action: BulkAction, note?: string) => {
    startBulk({ personId: me.person.id, action, note, items: chosen }, after)
    selection.all(false)
  }
  return (
    <div className="bulk" role="region" aria-label="批量办理">
      <div className="row">
        <span className="quiet" role="status">
          {chosen.length
            ? `已选 ${chosen.length} 件${chosen.length === BULK_MOST ? '（一次最多）' : ''}`
            : '空格选中一行，Shift 连选，Ctrl+A 全选'}
        </span>
        {chosen.length > 0 &&
          actions.map((action) => <ActButton key={action} action={action} disabled={going} onStart={start} />)}
        {mayExport && (chosen.length > 0 || list) && (
          <ExportButton ask={chosen.length ? { ids } : list!} label={chosen.length ? '导出所选' : '导出列表'} />
        )}
      </div>
      {own && <Running run={own} going={going} after={after} />}
    </div>
  )
}

function useAfterEach() {
  const client = useQueryClient()
  return (ids: string[]) => forgetTickets(client, ids)
}

function ActButton(props: {
  action: BulkAction
  disabled: boolean
  onStart: (action: BulkAction, note?: string) => void
}) {
  const { action, disabled, onStart } = props
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const { message } = App.useApp()
  const begin = () => {
    if (note.trim().length < 2) return void message.error('请填写催办内容')
    setOpen(false)
    onStart(action, note.trim())
  }
  return (
    <>
      <Button disabled={disabled} onClick={() => (action === 'urge' ? setOpen(true) : onStart(action))}>
        {BULK_ACTIONS[action]}
      </Button>
      <Modal open={open} title="批量催办" okText="催办" cancelText="取消" onOk={begin} onCancel={() => setOpen(false)}>
        <Input.TextArea
          rows={3}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          aria-label="催办内容"
        />
      </Modal>
    </>
  )
}

function Running({ run, going, after }: { run: BulkRun; going: boolean; after: (ids: string[]) => void }) {
  const results = Object.values(run.results)
  const done = results.length === run.items.length
  const failed = results.filter(({ outcome }) => outcome !== 'done')
  return (
    <div className="bulk-run">
      <div className="row">
        <strong>{BULK_ACTIONS[run.action]}</strong>
        <Progress percent={Math.round((results.length / run.items.length) * 100)} size="small" style={{ width: 180 }} />
        <span role="status">{summary(results, run.items.length)}</span>
        {going && <Button onClick={stopBulk}>停止</Button>}
        {!going && !done && (
          <Button type="primary" onClick={() => void goOn(after)}>
            继续
          </Button>
        )}
        {!going && <Button onClick={forgetBulk}>{done ? '知道了' : '放弃其余'}</Button>}
      </div>
      {run.trouble && <p className="bulk-trouble">{run.trouble} 已办理的不会重复办理，可以继续。</p>}
      {failed.length > 0 && <Failures run={run} failed={failed} />}
    </div>
  )
}

function summary(results: BulkItemView[], all: number): string {
  const count = (wanted: BulkItemView['outcome']) => results.filter(({ outcome }) => outcome === wanted).length
  const parts = (['done', 'refused', 'changed'] as const).flatMap((each) =>
    count(each) ? [`${BULK_OUTCOMES[each]} ${count(each)} 件`] : [],
  )
  return [`${results.length} / ${all}`, ...parts].join('，')
}

function Failures({ run, failed }: { run: BulkRun; failed: BulkItemView[] }) {
  const numbers = new Map(run.items.map(({ id, number }) => [id, number]))
  return (
    <ul className="plain-rows" aria-label="未办理的工单">
      {failed.map(({ id, outcome, message }) => (
        <li key={id}>
          <span className="number">{numbers.get(id)}</span>{' '}
          <Mark colour={outcome === 'changed' ? 'amber' : 'red'}>{BULK_OUTCOMES[outcome]}</Mark> {message}
        </li>
      ))}
    </ul>
  )
}
