import { Injectable } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { RetryInput } from '#domain/inputs/messages'
import { MESSAGE_KINDS, type MessageKind } from '#domain/messages/kinds'
import { expiresAt } from '#domain/messages/quiet'
import { withLink } from '#domain/messages/template'
import { shownNumber } from '#domain/numbers'
import { parse } from '#domain/parse'
import { Refusal, type RefusalCode } from '#domain/refusals'
import { maySee } from '#domain/sight'
import type { DeliveryPage, DeliveryView, TicketMessages, UploadPage, UploadView } from '#domain/views'
import type { UploadState } from '#domain/words'
import { Database } from '#data/database'
import { enqueue } from '#data/jobs'
import {
  type DeliveryAsk,
  type DeliveryRow,
  deliveriesOf,
  deliveryCounts,
  deliveryPage,
  markTold,
  optedOut,
  revive,
  setOptOut,
} from '#data/messages/list'
import { expireDeliveries, oldestWaiting, promiseIdle } from '#data/messages/sweep'
import { uploadCounts, uploadPage, type UploadRow, uploadsOf } from '#data/messages/uploads'
import { writeAudit } from '#data/people/audit'
import { openWords } from '#data/rows'
import { KeyRing } from '#data/secrets/key-ring'
import { readWithDetails } from '#data/ticket-details'
import { Committed } from '../committed'
import { Region } from '../region'
import { Viewer } from '../tickets/view'
import { Doors } from './doors'

/** What requesters were told, as people inside look at it and put it right. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly region: Region,
    private readonly doors: Doors,
    private readonly committed: Committed,
  ) {}

  async ofTicket(actor: Actor, ticketId: string): Promise<TicketMessages> {
    const found = await readWithDetails(this.db, ticketId)
    if (!found || !maySee(actor, found.loaded.snapshot)) throw new Refusal('notFound')
    const viewer = new Viewer(this.keys, await this.region.current(), actor, found.loaded, found.details)
    const [rows, uploads, out] = await Promise.all([
      deliveriesOf(this.db, ticketId),
      uploadsOf(this.db, ticketId),
      optedOut(this.db, ticketId),
    ])
    const items = rows.map((row) => {
      const text = openWords(this.keys, row.wordsSealed, 'delivery.words')?.['text']
      return { ...viewOf(row), text: text ? viewer.read(withLink(text, '（评价链接）')) : null }
    })
    const said = (text: string) => viewer.read(text)
    return { items, uploads: uploads.map((row) => uploadView(this.keys, row, said)), optedOut: out }
  }

  async page(ask: DeliveryAsk): Promise<DeliveryPage> {
    const [{ rows, next }, counts] = await Promise.all([
      deliveryPage(this.db, ask),
      ask.after ? {} : deliveryCounts(this.db),
    ])
    return { items: rows.map((row) => ({ ...viewOf(row), text: null })), next, counts, channels: this.doors.channels }
  }

  /** The reason is for whoever corrects it; what was sent is read on the ticket. */
  async uploadPage(state: UploadState, after: string | undefined, limit: number): Promise<UploadPage> {
    const [{ rows, next }, counts] = await Promise.all([
      uploadPage(this.db, state, after, limit),
      after ? {} : uploadCounts(this.db),
    ])
    const items = rows.map((row) => ({
      ...uploadView(this.keys, row, () => null),
      ticketId: row.ticketId,
      shownNumber: shownNumber(row.number, row.redoCount),
      title: row.title,
    }))
    return { items, next, counts, configured: this.doors.upload !== null }
  }

  /** One after the other, each with what became of it. */
  async retry(actor: Actor, body: unknown, requestId: string) {
    const { ids } = parse(RetryInput, body)
    const items: { id: string; refused: RefusalCode | null }[] = []
    for (const id of new Set(ids)) items.push({ id, refused: await this.retryOne(id) })
    const done = items.filter(({ refused }) => !refused).length
    await writeAudit(this.db, { kind: 'messageRetried', personId: actor.personId, detail: { count: done }, requestId })
    this.committed.tell()
    return { items }
  }

  private async retryOne(id: string): Promise<RefusalCode | null> {
    if (!/^[1-9]\d{0,17}$/.test(id)) return 'notFound'
    const settings = (await this.region.current()).settings.messages
    return this.db.transaction(async (tx) => {
      const revived = await revive(tx, id, expiresAt(new Date(), settings))
      if (revived === null) return 'notFound'
      if (!revived) return 'notNow'
      await enqueue(tx, 'deliver', { deliveryId: revived })
      return null
    })
  }

  async told({ personId }: Actor, id: string): Promise<void> {
    const told = await markTold(this.db, id, personId)
    if (told === null) throw new Refusal('notFound')
    if (!told) throw new Refusal('notNow')
  }

  async optOut(actor: Actor, ticketId: string, out: boolean): Promise<void> {
    const found = await readWithDetails(this.db, ticketId)
    if (!found || !maySee(actor, found.loaded.snapshot)) throw new Refusal('notFound')
    if (!(await setOptOut(this.db, ticketId, actor.personId, out))) throw new Refusal('notNow')
  }

  /** Every hour: what is too late, and what can go now. */
  async sweep(): Promise<void> {
    await expireDeliveries(this.db)
    await promiseIdle(this.db, this.doors.channels)
    this.committed.tell()
  }

  waiting(): Promise<number> {
    return oldestWaiting(this.db)
  }
}

function viewOf(row: DeliveryRow): Omit<DeliveryView, 'text'> {
  return {
    id: row.id,
    ticketId: row.ticketId,
    shownNumber: shownNumber(row.number, row.redoCount),
    label: MESSAGE_KINDS[row.kind as MessageKind]?.label ?? row.kind,
    channel: row.channel,
    state: row.state,
    fault: row.fault,
    note: row.note,
    attempts: row.attempts,
    createdAt: row.createdAt.toISOString(),
    notBefore: row.notBefore.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    settledAt: row.settledAt?.toISOString() ?? null,
  }
}

function uploadView(keys: KeyRing, row: UploadRow, said: (text: string) => string | null): UploadView {
  const words = openWords(keys, row.wordsSealed, 'replyUpload.words')
  return {
    seq: row.seq,
    platform: row.platform,
    state: row.state,
    fault: row.fault === 'noChannel' ? '没有配置上传通道' : row.fault,
    text: words?.['text'] ? said(words['text']) : null,
    reason: words?.['reason'] ? said(words['reason']) : null,
    attempts: row.attempts,
    createdAt: row.createdAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  }
}
