import { Readable } from 'node:stream'
import { Injectable } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { can } from '#domain/access'
import { csvRow } from '#domain/csv'
import { ExportInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import { maskName } from '#domain/privacy/names'
import { maskPhone } from '#domain/privacy/phone'
import { Refusal } from '#domain/refusals'
import { holds, maySee, sightOf } from '#domain/sight'
import type { QueuePage } from '#domain/views'
import { CHANNELS, TICKET_STATES, TICKET_TYPES, URGENCIES } from '#domain/words'
import { categoryPath, type RegionRules } from '#domain/workflow/region'
import { shownNumber } from '#domain/numbers'
import { Database } from '#data/database'
import { type ExportFacts, exportFacts } from '#data/export-rows'
import { writeAudit } from '#data/people/audit'
import { KeyRing } from '#data/secrets/key-ring'
import { Region } from '../region'
import { Tickets } from '../tickets/tickets'
import { xlsx } from './xlsx'

/** More than this is not a list any more; it is a copy of the database. */
export const EXPORT_MOST = 100_000
const PAGE = 100

export interface Exported {
  stream: Readable
  type: string
  name: string
}

/**
 * Lists of tickets as files. They hold what the person may see on the pages, names and numbers masked, nothing of a restricted
 * requester; who exported, when and what for stands in the file and in the audit, before the first row leaves.
 */
@Injectable()
export class Exports {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly region: Region,
    private readonly tickets: Tickets,
  ) {}

  async export(actor: Actor, body: unknown, requestId: string): Promise<Exported> {
    const input = parse(ExportInput, body)
    if (input.ids?.some((id) => !/^[1-9]\d{0,17}$/.test(id)))
      throw new Refusal('invalidInput', { fields: { ids: ['工单编号不正确'] } })
    if (input.queue && !can(actor.roles, 'ticket.see-all')) throw new Refusal('forbidden')
    const pages = this.pages(actor, input)
    // What cannot be found at all is refused, not answered with a broken file.
    const first = await pages.next()
    const { format, reason, ids, ...asked } = input
    const detail = { format, reason, ...asked, ...(ids && { tickets: ids.length }) }
    await writeAudit(this.db, { kind: 'exported', personId: actor.personId, detail, requestId })
    const rows = this.rows(actor, input, first.value ?? [], pages, requestId)
    const bytes = format === 'xlsx' ? xlsx(rows, WIDTHS) : csv(rows)
    return {
      stream: Readable.from(bytes, { objectMode: false }),
      type:
        format === 'xlsx'
          ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
          : 'text/csv; charset=utf-8',
      name: `tickets-${local(new Date()).replace(/\D/g, '')}.${format}`,
    }
  }

  private async *rows(
    actor: Actor,
    { reason, format }: ExportInput,
    first: string[],
    more: AsyncIterable<string[]>,
    requestId: string,
  ): AsyncGenerator<string[]> {
    const region = await this.region.current()
    yield [
      `导出人：${actor.name}（${region.units.get(actor.unitId)?.name ?? ''}）\u3000${local(new Date())}\u3000用途：${reason}\u3000姓名、电话已脱敏，请勿外传`,
    ]
    yield HEADS
    let count = 0
    let whole = false
    try {
      for await (const ids of joined(first, more)) {
        for (const found of await this.visible(actor, ids.slice(0, EXPORT_MOST - count))) {
          yield this.row(actor, region, found)
          count++
        }
        if (count >= EXPORT_MOST) break
      }
      yield [`共 ${count} 行${count >= EXPORT_MOST ? `（一次最多 ${EXPORT_MOST} 行，请缩小范围）` : ''}`]
      whole = true
    } finally {
      // Also of one that was broken off: so many rows have left.
      const detail = { rows: count, format, whole }
      await writeAudit(this.db, { kind: 'exportEnded', personId: actor.personId, detail, requestId })
    }
  }

  /** In the order of the list; what is gone from sight since it was read is left out. */
  private async visible(actor: Actor, ids: string[]): Promise<ExportFacts[]> {
    const facts = await exportFacts(this.db, ids)
    return ids.flatMap((id) => facts.get(id) ?? []).filter(({ snapshot }) => maySee(actor, snapshot))
  }

  private row(actor: Actor, region: RegionRules, { snapshot, nameSealed, phoneSealed }: ExportFacts): string[] {
    const { ticket, assignments } = snapshot
    const hidden = sightOf(actor, snapshot).requester === 'hidden'
    const opened = (sealed: Buffer | null, context: string, mask: (text: string) => string) =>
      hidden ? '不提供' : sealed ? mask(this.keys.open(sealed, context)) : ''
    return [
      shownNumber(ticket.number, ticket.redoCount),
      TICKET_STATES[ticket.state],
      TICKET_TYPES[ticket.type],
      URGENCIES[ticket.urgency],
      CHANNELS[ticket.channel],
      ticket.title,
      categoryPath(region, ticket.categoryCode).join(' / '),
      (ticket.placeCode && region.places.get(ticket.placeCode)?.name) || '',
      opened(nameSealed, 'requester.name', maskName),
      opened(phoneSealed, 'requester.phone', maskPhone),
      assignments
        .filter(holds)
        .map(({ unitId }) => region.units.get(unitId)?.name ?? '')
        .join('、'),
      local(ticket.registeredAt),
      ticket.dueAt ? local(ticket.dueAt) : '',
      ticket.closedAt ? local(ticket.closedAt) : '',
    ]
  }

  /** Ids of what was asked for, a page at a time, by the very lists the pages show. */
  private async *pages(actor: Actor, { ids, queue, state, q }: ExportInput): AsyncGenerator<string[]> {
    for (let at = 0; at < (ids?.length ?? 0); at += PAGE) yield [...new Set(ids)].slice(at, at + PAGE)
    if (ids) return
    for (let after: string | null | undefined; after !== null;) {
      const text = queue
        ? await this.tickets.queue(actor, queue, after, PAGE)
        : await this.tickets.search(actor, q, state ? [state] : [], after, PAGE)
      const page = JSON.parse(text) as QueuePage
      if (page.items.length) yield page.items.map(({ id }) => id)
      after = page.next
    }
  }
}

const HEADS = ['工单编号', '状态', '类型', '紧急程度', '渠道', '标题', '分类', '事发地', '诉求人', '联系电话', '承办单位', '登记时间', '当前截止', '办结时间'] // prettier-ignore
const WIDTHS = [16, 10, 8, 10, 14, 40, 36, 18, 12, 16, 36, 18, 18, 18]

async function* joined(first: string[], more: AsyncIterable<string[]>) {
  if (first.length) yield first
  yield* more
}

/** With a mark at the start, by which spreadsheets know how it is written. */
async function* csv(rows: AsyncIterable<readonly string[]>): AsyncGenerator<Buffer> {
  let waiting = '\ufeff'
  for await (const row of rows) {
    waiting += csvRow(row)
    if (waiting.length < 16_384) continue
    yield Buffer.from(waiting, 'utf8')
    waiting = ''
  }
  yield Buffer.from(waiting, 'utf8')
}

const local = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
