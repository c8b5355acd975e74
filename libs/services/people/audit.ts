import { Injectable } from '@nestjs/common'
import { ROLES, type Role } from '#domain/access'
import { clockWords } from '#domain/calls/shifts'
import { EXPORT_QUEUES, type ExportQueue, REVEALABLE } from '#domain/inputs'
import { RULE_CHANGE_KINDS, type RuleChangeKind } from '#domain/rules/words'
import type { AuditView, Page } from '#domain/views'
import { DESKS, type Desk, TICKET_STATES, type TicketState } from '#domain/words'
import type { RegionRules } from '#domain/workflow/region'
import { Database } from '#data/database'
import { AUDIT_KINDS, type AuditFilter, type AuditFound, type AuditKind, auditPage } from '#data/people/audit'
import { Region } from '../region'

/** What people did, for the audit administrator. */
@Injectable()
export class Audit {
  constructor(
    private readonly db: Database,
    private readonly region: Region,
  ) {}

  async page(filter: AuditFilter): Promise<Page<AuditView>> {
    const [region, { rows, next }] = await Promise.all([this.region.current(), auditPage(this.db, filter)])
    return { items: rows.map((row) => viewOf(row, region)), next }
  }
}

function viewOf({ of, detail, at, ...row }: AuditFound, region: RegionRules): AuditView {
  const facts = Object.entries(detail).filter(([key, value]) => key !== 'of' && value !== null && value !== '')
  return {
    ...row,
    at: at.toISOString(),
    label: AUDIT_KINDS[row.kind as AuditKind] ?? row.kind,
    facts: [
      ...(of ? [{ name: '对象', value: of }] : []),
      ...facts.map(([key, value]) => ({
        name: FACTS[key]?.name ?? key,
        value: (FACTS[key]?.say ?? said)(value, region),
      })),
    ],
  }
}

interface Fact {
  name: string
  say?: (value: unknown, region: RegionRules) => string
}

const said = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
const roles = (value: unknown) => (value as Role[]).map((role) => ROLES[role] ?? role).join('、') || '无'

/** How each thing an audit row keeps is called; what is missing here is shown as it was written. */
const FACTS: Record<string, Fact> = {
  address: { name: '来源地址' },
  agent: { name: '浏览器' },
  login: { name: '账号' },
  name: { name: '姓名' },
  roles: { name: '角色', say: roles },
  added: { name: '增加角色', say: roles },
  removed: { name: '取消角色', say: roles },
  unitId: { name: '单位', say: (value, region) => region.units.get(Number(value))?.name ?? String(value) },
  desk: { name: '专席', say: (value) => DESKS[value as Desk] ?? '不设' },
  active: { name: '状态', say: (value) => (value ? '启用' : '停用') },
  number: { name: '工单' },
  ticketId: { name: '工单序号' },
  field: { name: '字段', say: (value) => REVEALABLE[value as keyof typeof REVEALABLE] ?? String(value) },
  reason: { name: '理由' },
  requesterId: { name: '诉求人序号' },
  format: { name: '文件格式' },
  rows: { name: '行数', say: String },
  whole: { name: '是否完整', say: (value) => (value ? '完整' : '中途中断') },
  queue: { name: '工作队列', say: (value) => EXPORT_QUEUES[value as ExportQueue] ?? String(value) },
  state: { name: '工单状态', say: (value) => TICKET_STATES[value as TicketState] ?? String(value) },
  q: { name: '查找的文字' },
  change: { name: '变更序号', say: String },
  rule: { name: '变更内容', say: (value) => RULE_CHANGE_KINDS[value as RuleChangeKind] ?? String(value) },
  approved: { name: '结论', say: (value) => (value ? '批准' : '不批准') },
  tickets: { name: '涉及工单', say: String },
  place: { name: '办理方式', say: () => '服务器命令' },
  members: { name: '成员数', say: String },
  shifts: { name: '班次数', say: String },
  openFrom: { name: '值守开始', say: (value) => clockWords(Number(value)) },
  openTo: { name: '值守结束', say: (value) => clockWords(Number(value)) },
  overflow: { name: '转至', say: (value) => DESKS[value as Desk] ?? '不转' },
  ringSeconds: { name: '首位振铃秒数', say: String },
  meeting: { name: '会商' },
}
