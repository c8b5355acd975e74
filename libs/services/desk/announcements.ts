import { Injectable } from '@nestjs/common'
import { type Actor, PERMISSIONS, type Role } from '#domain/access'
import type { AnnouncementView, ReaderView } from '#domain/desk-views'
import { AnnouncementInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import type { Page } from '#domain/views'
import type { RegionRules } from '#domain/workflow/region'
import { Database } from '#data/database'
import {
  announcementPage,
  type AnnouncementRow,
  insertAnnouncement,
  readAnnouncement,
  readersOf,
  standingAnnouncements,
  withdrawAnnouncement,
} from '#data/desk/announcements'
import { Committed } from '../committed'
import { type Asked, once } from '../once'
import { Region } from '../region'

const READERS: readonly Role[] = PERMISSIONS['announcement.read'].by

/** 公告与热点口径, to those who talk to callers. */
@Injectable()
export class Announcements {
  constructor(
    private readonly db: Database,
    private readonly region: Region,
    private readonly committed: Committed,
  ) {}

  async standing(actor: Actor): Promise<AnnouncementView[]> {
    const region = await this.region.current()
    return (await standingAnnouncements(this.db, actor.personId)).map((row) => viewOf(row, region))
  }

  async page(actor: Actor, after: string | undefined, limit: number): Promise<Page<AnnouncementView>> {
    const region = await this.region.current()
    const { rows, next } = await announcementPage(this.db, actor.personId, after, limit)
    return { items: rows.map((row) => viewOf(row, region)), next }
  }

  async publish(asked: Asked, body: unknown): Promise<{ id: string }> {
    const input = parse(AnnouncementInput, body)
    const region = await this.region.current()
    const [from, until] = [new Date(input.from), new Date(input.until)]
    // A day that does not exist compares with nothing.
    if (!(from < until) || !(until.getTime() > Date.now())) throw new Refusal('periodReversed')
    if (input.categoryCode && !region.categories.has(input.categoryCode)) throw new Refusal('categoryUnknown')
    if (input.placeCode && !region.places.has(input.placeCode)) throw new Refusal('placeUnknown')
    const { kind, title, body: text, priority, categoryCode = null, placeCode = null } = input
    const { personId } = asked.actor
    const given = { kind, title, body: text, priority, categoryCode, placeCode, from, until, personId }
    const made = await once(this.db, asked, ['announcement', input], async (tx) => ({
      id: await insertAnnouncement(tx, given, READERS),
    }))
    this.committed.tell()
    return made
  }

  async withdraw(asked: Asked, id: string): Promise<{ id: string }> {
    return once(this.db, asked, ['announcement', id, 'withdraw'], async (tx) => {
      if (!(await withdrawAnnouncement(tx, id, asked.actor.personId))) throw new Refusal('notFound')
      return { id }
    })
  }

  read(actor: Actor, id: string): Promise<void> {
    return readAnnouncement(this.db, id, actor.personId)
  }

  async readers(id: string): Promise<ReaderView[]> {
    const rows = await readersOf(this.db, id, READERS)
    return rows.map(({ at, ...row }) => ({ ...row, at: at?.toISOString() ?? null }))
  }
}

function viewOf(row: AnnouncementRow, region: RegionRules): AnnouncementView {
  const { fromAt, untilAt, publishedAt, withdrawnAt, readAt, ...rest } = row
  return {
    ...rest,
    category: row.categoryCode && (region.categories.get(row.categoryCode)?.name ?? null),
    place: row.placeCode && (region.places.get(row.placeCode)?.name ?? null),
    from: fromAt.toISOString(),
    until: untilAt.toISOString(),
    publishedAt: publishedAt.toISOString(),
    withdrawn: withdrawnAt !== null,
    read: readAt !== null,
  }
}
