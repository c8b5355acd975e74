/** Everything that is done later, by name: what it is called on screen and what it is told. One row per job. */

declare const told: unique symbol
interface JobKind<Payload> {
  label: string
  /** Tries before it counts as dead; the wait between them grows from seconds to hours. */
  tries: number
  readonly [told]?: Payload
}
const job = <Payload = Record<string, never>>(label: string, tries = 10): JobKind<Payload> => ({ label, tries })

export const JOBS = {
  archive: job<{ ticketId: string }>('办结后归档'),
  deliver: job<{ deliveryId: string }>('发送告知'),
  autoSign: job<{ ticketId: string; assignmentId: string }>('到时自动签收'),
  bringIntoForce: job<{ changeId: number }>('时限规则变更生效'),
  escalate: job<{ ticketId: string }>('超时逐级升级'),
  dailyReminders: job('生成日提醒'),
  ensureEventMonths: job('准备日志分区'),
  expireKnowledge: job('停用到期的知识'),
  purgeIdempotency: job('清理过期的提交编号'),
  purgeSessions: job('清理过期的登录'),
  scanFile: job<{ fileId: string }>('附件查毒'),
  sweepFiles: job('清理无用的附件', 3),
  remindOfDays: job('提醒到期的复核、检查和计划'),
  recalculate: job<{ changeId: number }>('重新计算时限'),
  sweepMessages: job('清理与补发告知', 3),
  uploadReply: job<{ ticketId: string; seq: number }>('答复上传'),
  verifyChains: job('核验留痕链', 3),
}
export type JobName = keyof typeof JOBS
export type JobPayload<N extends JobName> = (typeof JOBS)[N] extends JobKind<infer Payload> ? Payload : never

export const JOB_STATES = { queued: '等待', running: '执行中', dead: '失败' } as const
export type JobState = keyof typeof JOB_STATES
