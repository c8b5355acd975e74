import { Injectable } from '@nestjs/common'
import { ReceiptInput } from '#domain/inputs/messages'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import { isSigned } from '#channels/signature'
import { Database } from '#data/database'
import { optOutBy, receive } from '#data/messages/receipts'
import { Doors } from './doors'
import { Uploads } from './uploads'

/** What gateways tell of messages they took. Said twice, it is true once. */
@Injectable()
export class Receipts {
  constructor(
    private readonly db: Database,
    private readonly doors: Doors,
    private readonly uploads: Uploads,
  ) {}

  async take(channel: string, raw: string, signed: string | undefined, body: unknown): Promise<void> {
    const secret = this.doors.secretOf(channel)
    if (!secret || !isSigned(secret, raw, signed)) throw new Refusal('signatureWrong')
    const { key, state, reason } = parse(ReceiptInput, body)
    if (channel === 'upload') return this.ofUpload(key, state, reason ?? '')
    const [, batchId, again] = /^jb-([1-9]\d{0,17})(?:-(\d{1,4}))?$/.exec(key) ?? []
    if (!batchId) throw new Refusal('notFound')
    if (state === 'optedOut') return optOutBy(this.db, batchId)
    if (state !== 'delivered' && state !== 'failed') throw new Refusal('notFound')
    const note = reason?.replace(/\d{6,}/g, '…') ?? null
    const known = await receive(this.db, { batchId, again: Number(again ?? 0), note }, state === 'delivered')
    if (!known) throw new Refusal('notFound')
  }

  private async ofUpload(key: string, state: ReceiptInput['state'], reason: string): Promise<void> {
    const [, ticketId, seq] = /^up-([1-9]\d{0,17})-(\d{1,9})$/.exec(key) ?? []
    if (!ticketId || !['accepted', 'refused'].includes(state)) throw new Refusal('notFound')
    const verdict =
      state === 'accepted' ? { accepted: true as const, receipt: null } : { accepted: false as const, reason }
    if (!(await this.uploads.hear(ticketId, Number(seq), verdict))) throw new Refusal('notFound')
  }
}
