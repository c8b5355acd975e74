import { Drawer, Tabs } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { FactView, RankedView } from '#domain/appraisal/views'
import { ASSIGNMENT_ROLES, type Grade, GRADES, SOLVED } from '#domain/words'
import { PageList } from '../../parts/page-list'
import { fullTime } from '../../words/time'
import { type FactList, type Window, useFacts } from './queries'

const LISTS: Record<FactList, { words: string; empty: string }> = {
  valid: { words: '有效回访', empty: '没有可以查看的工单' },
  lost: { words: '失分工单', empty: '没有失分的工单，或不在您的查看范围' },
  unreachable: { words: '联系不上', empty: '没有联系不上的工单' },
}

/** The tickets behind a unit's numbers. */
export function FactDrawer({ unit, window, onClose }: { unit: RankedView; window: Window; onClose(): void }) {
  const [list, setList] = useState<FactList>('valid')
  return (
    <Drawer open size={980} title={`${unit.unitName}：数字背后的工单`} onClose={onClose}>
      <Tabs
        activeKey={list}
        onChange={(name) => setList(name as FactList)}
        items={Object.entries(LISTS).map(([key, { words }]) => ({ key, label: words }))}
      />
      <Facts key={list} unitId={unit.unitId} list={list} window={window} />
    </Drawer>
  )
}

const HEADS = ['回访时间', '编号', '标题', '单位', '角色', '联系', '解决', '满意度']

function Facts({ unitId, list, window }: { unitId: number; list: FactList; window: Window }) {
  const pages = useFacts(unitId, list, window)
  return (
    <PageList list={pages} heads={HEADS} empty={LISTS[list].empty}>
      {factRow}
    </PageList>
  )
}

const factRow = (fact: FactView) => (
  <tr key={`${fact.assignmentId} ${fact.round}`} data-row>
    <td className="cell-fit number">{fullTime(fact.judgedAt)}</td>
    <td className="number">{fact.number}</td>
    <td className="cell-title">
      <Link to={`/ticket/${fact.ticketId}`}>{fact.title}</Link>
    </td>
    <td className="cell-fit">{fact.unitName}</td>
    <td className="cell-fit">{ASSIGNMENT_ROLES[fact.role]}</td>
    <td className="cell-fit">{fact.contacted === null ? '—' : fact.contacted ? '已联系' : '未联系'}</td>
    <td className="cell-fit">{fact.solved ? SOLVED[fact.solved] : '—'}</td>
    <td className="cell-fit">{fact.grade ? GRADES[fact.grade as Grade] : '—'}</td>
  </tr>
)
