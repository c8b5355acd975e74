import { Injectable } from '@nestjs/common'
import { type Actor, can } from '#domain/access'
import { INSIDE } from '#domain/messages/inside'
import { shownNumber } from '#domain/numbers'
import type { NoticeView, Page } from '#domain/views'
import { CLOCK_KINDS, keysOf, REMINDER_LISTS } from '#domain/words'
import { ANNOUNCEMENT_KINDS, type AnnouncementKind } from '#domain/words/desk'
import { RUNGS } from '#domain/workflow/escalate'
import { Database } from '#data/database'
import { type NoticeRow, noticePage, seenUpTo } from '#data/notices'

/** What the system told a person's unit and roles. */
@Injectable()
export class Notices {
  constructor(private readonly db: Database) {}

  async page(actor: Actor, after: string | undefined, limit: number): Promise<Page<NoticeView> & { unread: number }> {
    const { rows, next, unread } = await noticePage(this.db, addressed(actor), after, limit)
    return { items: rows.map(noticeView), next, unread }
  }

  seen(actor: Actor, id: string): Promise<void> {
    return seenUpTo(this.db, actor.personId, id)
  }
}

/** What a unit is told is for those who handle its tickets, as over the sockets. */
const addressed = (actor: Actor) => ({ ...actor, unitId: can(actor.roles, 'ticket.see-unit') ? actor.unitId : 0 })

/** How each kind of notice reads; the others tell of a clock. */
const TEXTS: Record<string, (row: NoticeRow) => string> = {
  reminder: ({ data }) => reminderText(data),
  event: ({ data, number }) =>
    `工单 ${number ? shownNumber(number) : ''} ${INSIDE[String(data['event'])]?.text ?? '有新情况'}`,
  consultation: ({ data }) => meetingText(data),
  announcement: ({ data }) =>
    `${ANNOUNCEMENT_KINDS[data['kind'] as AnnouncementKind] ?? '公告'}：${String(data['title'])}`,
  day: ({ data, number }) =>
    `工单 ${number ? shownNumber(number) : ''} ${DAYS[data['what'] as keyof typeof DAYS] ?? ''}（${String(data['day'])}）`,
  escalation: ({ data, number }) =>
    `工单 ${number ? shownNumber(number) : ''} 超时未答复，升级至${RUNGS[Number(data['level']) - 1] ?? ''}`,
  feedback: ({ data }) => `有人反映知识“${String(data['title'])}”有误，请按期核实`,
}

const DAYS = {
  shelved: '挂账复核日期已到',
  difficult: '疑难检查日期已到',
  planned: '计划完成日期已到，请核查',
} as const

function clockText({ data, number, level }: NoticeRow): string {
  const clock = (CLOCK_KINDS as Record<string, string>)[String(data['clock'])] ?? ''
  return `工单 ${number ? shownNumber(number) : ''} 的${clock}时限${LEVELS[level ?? 0] ?? ''}`
}

const LEVELS = ['', '已过半', '已用 80%，请尽快办理', '已到期']

function noticeView(row: NoticeRow): NoticeView {
  const consultationId = row.kind === 'consultation' ? String(row.data['consultationId']) : null
  return {
    id: row.id,
    kind: row.kind,
    text: (TEXTS[row.kind] ?? clockText)(row),
    ticketId: row.ticketId,
    at: row.at.toISOString(),
    level: row.level,
    consultationId,
  }
}

const MEETING = { moved: '会商有变动', cancelled: '会商已取消' } as const

function meetingText({ title, at, what }: Record<string, unknown>): string {
  const head = MEETING[what as keyof typeof MEETING] ?? '请参加会商'
  const when = new Date(String(at)).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' }) // prettier-ignore
  return `${head}：${String(title)}，${when}`
}

function reminderText({ day, counts }: Record<string, unknown>): string {
  const parts = keysOf(REMINDER_LISTS).flatMap((list) => {
    const count = (counts as Partial<Record<string, number>>)[list]
    return count ? [`${REMINDER_LISTS[list]} ${count} 件`] : []
  })
  return `${String(day)} 日提醒：${parts.join('，') || '没有需要特别关注的工单'}`
}
