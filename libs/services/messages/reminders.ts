import { Injectable } from '@nestjs/common'
import { type Actor, can } from '#domain/access'
import { localMidnight } from '#domain/messages/quiet'
import { shownNumber } from '#domain/numbers'
import { Refusal } from '#domain/refusals'
import type { Page, ReminderDocument, ReminderItem, ReminderList, ReminderView } from '#domain/views'
import { Database } from '#data/database'
import {
  confirmReminder,
  keepReminder,
  reminderOf,
  type ReminderRow,
  remindersOfDay,
  remindersOfUnit,
  unitsWithWork,
  workOf,
} from '#data/messages/reminders'
import { Committed } from '../committed'
import { Region } from '../region'

const DAY_MS = 86_400_000
const LOCAL_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })
const LOCAL_TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })

/** 日提醒: on every working day each unit gets one document of what it has before it, and says that it was read. */
@Injectable()
export class Reminders {
  constructor(
    private readonly db: Database,
    private readonly region: Region,
    private readonly committed: Committed,
  ) {}

  /** Called every hour: from the city's hour on, for every unit with work that has none of today yet. */
  async makeDue(now = new Date()): Promise<number> {
    const region = await this.region.current()
    if (!region.calendar(region.policyId, false).isWorkingDay(LOCAL_DAY.format(now))) return 0
    if (LOCAL_TIME.format(now) < (region.settings.reminderAt ?? '08:00')) return 0
    let made = 0
    for (const unitId of await unitsWithWork(this.db)) if (await this.make(unitId, now)) made++
    if (made) this.committed.tell()
    return made
  }

  /** Today's of one's own unit, made now when there is none yet. */
  async today({ unitId }: Actor, now = new Date()): Promise<ReminderDocument> {
    if (await this.make(unitId, now)) this.committed.tell()
    return this.documentOf(unitId, LOCAL_DAY.format(now))
  }

  async ofUnit(actor: Actor, after: string | undefined, limit: number): Promise<Page<ReminderView>> {
    const { rows, next } = await remindersOfUnit(this.db, actor.unitId, after, limit)
    return { items: rows.map(viewOf), next }
  }

  async ofDay(day: string, after: string | undefined, limit: number): Promise<Page<ReminderView>> {
    const { rows, next } = await remindersOfDay(this.db, day, after, limit)
    return { items: rows.map(viewOf), next }
  }

  /** A unit reads its own; who sees everything reads all. */
  document(actor: Actor, unitId: number, day: string): Promise<ReminderDocument> {
    if (unitId !== actor.unitId && !can(actor.roles, 'ticket.see-all')) throw new Refusal('notFound')
    return this.documentOf(unitId, day)
  }

  async confirm(actor: Actor, day: string): Promise<void> {
    if (!(await confirmReminder(this.db, actor.unitId, day, actor.personId))) throw new Refusal('notFound')
  }

  private async documentOf(unitId: number, day: string): Promise<ReminderDocument> {
    const row = await reminderOf(this.db, unitId, day)
    if (!row) throw new Refusal('notFound')
    return { ...viewOf(row), items: row.items }
  }

  private async make(unitId: number, now: Date): Promise<boolean> {
    const day = LOCAL_DAY.format(now)
    const work = await workOf(this.db, unitId, now, new Date(localMidnight(now).getTime() + DAY_MS))
    const items: ReminderItem[] = work
      .filter(({ lists }) => lists.length)
      .map(({ ticketId, number, redoCount, dueAt, lists }) => ({
        ticketId,
        shownNumber: shownNumber(number, redoCount),
        dueAt: dueAt?.toISOString() ?? null,
        lists,
        title: '',
      }))
    const counts: Partial<Record<ReminderList, number>> = {}
    for (const list of items.flatMap(({ lists }) => lists)) counts[list] = (counts[list] ?? 0) + 1
    return keepReminder(this.db, { unitId, day, at: now }, counts, items)
  }
}

function viewOf(row: ReminderRow): ReminderView {
  const { unitId, unitName, day, counts, confirmedBy } = row
  return {
    unitId,
    unitName,
    day,
    counts,
    confirmedBy,
    madeAt: row.madeAt.toISOString(),
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
  }
}
