import { decodeIdCursor, encodeCursor } from '../cursor'
import type { Sql } from '../database'

/** What people did that is not part of a ticket's timeline. No personal data of requesters in `detail`. */
export const AUDIT_KINDS = {
  signIn: '登录',
  signInFailed: '登录失败',
  signInLocked: '登录锁定',
  signOut: '退出登录',
  passwordChanged: '修改密码',
  sessionRevoked: '强制下线',
  messageRetried: '重新发送告知',
  jobRetried: '重试后台任务',
  personAdded: '新增人员',
  personChanged: '修改人员',
  personDisabled: '停用人员',
  personEnabled: '启用人员',
  rolesChanged: '变更角色',
  passwordReset: '重置密码',
  revealed: '查看诉求人信息',
  fileRead: '下载保密工单附件',
  fileRefused: '附件查出病毒',
  ratingLinkShown: '查看自助评价链接',
  requesterErased: '删除诉求人信息',
  exported: '导出工单列表',
  exportEnded: '导出完成',
  ruleProposed: '提出时限规则变更',
  ruleDecided: '审批时限规则变更',
  ruleInForce: '时限规则变更生效',
  chainsVerified: '核验留痕链',
  deskChanged: '调整专席',
  meetingPlanned: '召集会商',
  meetingChanged: '修改会商',
  meetingCancelled: '取消会商',
  meetingHeld: '会商结束',
} as const
export type AuditKind = keyof typeof AUDIT_KINDS

export interface AuditRow {
  kind: AuditKind
  /** Null when nobody is known by that login. */
  personId: number | null
  detail?: Record<string, unknown>
  /** Null for what was done by a command on the server. */
  requestId: string | null
}

export async function writeAudit(sql: Sql, row: AuditRow): Promise<void> {
  await sql.query(
    `INSERT INTO audit (kind, person_id, detail, request_id) VALUES ($1, $2, $3, $4)`,
    [row.kind, row.personId, row.detail ?? {}, row.requestId],
    'write-audit',
  )
}

export interface AuditFilter {
  kind: AuditKind | null
  /** Who did it, or to whom it was done. */
  personId: number | null
  from: Date | null
  to: Date | null
  after: string | undefined
  limit: number
}

export interface AuditFound {
  id: string
  at: Date
  kind: string
  by: string | null
  login: string | null
  /** The person it was done to. */
  of: string | null
  detail: Record<string, unknown>
  requestId: string | null
}

/** Newest first. */
export async function auditPage(sql: Sql, filter: AuditFilter): Promise<{ rows: AuditFound[]; next: string | null }> {
  const { kind, personId, from, to, after, limit } = filter
  const values = [kind, personId, from, to, decodeIdCursor(after) ?? LAST_ID, limit + 1]
  const found = await sql.query<AuditFound>(AUDIT, values)
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? encodeCursor(rows.at(-1)!.id) : null }
}

const LAST_ID = '999999999999999999'

const AUDIT = `
  SELECT a.id::text, a.at, a.kind, p.name AS by, p.login, o.name || '（' || o.login || '）' AS of, a.detail, a.request_id AS "requestId"
  FROM audit a LEFT JOIN person p ON p.id = a.person_id LEFT JOIN person o ON o.id = (a.detail->>'of')::int
  WHERE a.id < $5::bigint AND ($1::text IS NULL OR a.kind = $1)
    AND ($2::int IS NULL OR a.person_id = $2 OR a.detail->'of' = to_jsonb($2::int))
    AND ($3::timestamptz IS NULL OR a.at >= $3) AND ($4::timestamptz IS NULL OR a.at < $4)
  ORDER BY a.id DESC LIMIT $6`
