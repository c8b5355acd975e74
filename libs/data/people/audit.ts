import type { Sql } from '../database'

/** What people did that is not part of a ticket's timeline. No personal data of requesters in `detail`. */
export const AUDIT_KINDS = {
  signIn: '登录',
  signInFailed: '登录失败',
  signInLocked: '登录锁定',
  signOut: '退出登录',
  passwordChanged: '修改密码',
  sessionRevoked: '强制下线',
  jobRetried: '重试后台任务',
} as const
export type AuditKind = keyof typeof AUDIT_KINDS

export interface AuditRow {
  kind: AuditKind
  /** Null when nobody is known by that login. */
  personId: number | null
  detail?: Record<string, unknown>
  requestId: string
}

export async function writeAudit(sql: Sql, row: AuditRow): Promise<void> {
  await sql.query(
    `INSERT INTO audit (kind, person_id, detail, request_id) VALUES ($1, $2, $3, $4)`,
    [row.kind, row.personId, row.detail ?? {}, row.requestId],
    'write-audit',
  )
}
