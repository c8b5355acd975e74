import { Injectable } from '@nestjs/common'
import { Refusal } from '#domain/refusals'
import type { Words } from '#domain/workflow/snapshot'
import { type Sent, Unreachable } from '#channels/door'
import { Database } from '#data/database'
import { enqueue } from '#data/jobs'
import {
  beginUpload,
  noteUpload,
  type Owed,
  owedUpload,
  promiseIdleUploads,
  type UploadRow,
  uploadsOf,
} from '#data/messages/uploads'
import { publicAnswer } from '#data/messages/words'
import { openWords, sealWords } from '#data/rows'
import { KeyRing } from '#data/secrets/key-ring'
import { readTicket } from '#data/snapshot'
import { Region } from '../region'
import { Act } from '../tickets/act'
import { Doors } from './doors'

const WAITS_S = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800]

/**
 * 答复上传. The delivery is written down before it leaves and leaves under a key that stays; what came of it is noted on the
 * delivery first and then on the ticket, so that whoever dies in between leaves something the next attempt can finish.
 */
@Injectable()
export class Uploads {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly region: Region,
    private readonly doors: Doors,
    private readonly act: Act,
  ) {}

  async send(ticketId: string, seq: number, now = new Date()): Promise<void> {
    const [loaded, owed] = await Promise.all([readTicket(this.db, { ticketId }), owedUpload(this.db, ticketId, seq)])
    const ticket = loaded?.snapshot.ticket
    if (!ticket || !owed || ticket.state !== 'closed' || ticket.upload !== 'uploading') return
    const platform = (await this.region.current()).settings.replyUpload?.[ticket.channel] ?? ''
    const words = await this.wordsOf(ticketId, owed)
    const wordsSealed = sealWords(this.keys, words, 'replyUpload.words')!
    const row = await beginUpload(this.db, { ticketId, seq, platform, wordsSealed })
    if (row.state !== 'uploading') return this.settle(row)
    if (row.takenAt) return
    if (!this.doors.upload) return noteUpload(this.db, row, { fault: 'noChannel' })
    const kept = openWords(this.keys, row.wordsSealed, 'replyUpload.words')?.['text'] ?? ''
    await this.deliver(row, owed, kept, now)
  }

  private async deliver(row: UploadRow, owed: Owed, text: string, now: Date): Promise<void> {
    const { number, channelRef, closedAt } = owed
    const outgoing = { platform: row.platform, number, ref: channelRef, answer: text, closedAt: closedAt.toISOString() }
    let sent: Sent
    try {
      sent = await this.doors.upload!.send(uploadKey(row), outgoing)
    } catch (error) {
      if (error instanceof Unreachable) return this.tryLater(row, error.message, now)
      throw error
    }
    if (!sent.taken) return this.verdict(row, { accepted: false, reason: sent.reason })
    if (sent.pending) return noteUpload(this.db, row, { fault: null, taken: true, receipt: sent.providerId })
    await this.verdict(row, { accepted: true, receipt: sent.providerId })
  }

  /** What the platform says of a delivery, at once or later; of one that was replaced since nothing follows. */
  async hear(ticketId: string, seq: number, verdict: Verdict): Promise<boolean> {
    const [newest, ...others] = await uploadsOf(this.db, ticketId)
    if (newest?.seq !== seq) return others.some((each) => each.seq === seq)
    await this.verdict(newest, verdict)
    return true
  }

  private async verdict(row: UploadRow, verdict: Verdict): Promise<void> {
    const words = openWords(this.keys, row.wordsSealed, 'replyUpload.words') ?? {}
    const said = verdict.accepted ? words : { ...words, reason: verdict.reason }
    const wordsSealed = row.wordsSealed ? sealWords(this.keys, said, 'replyUpload.words')! : undefined
    const state = verdict.accepted ? 'uploaded' : 'refused'
    const receipt = verdict.accepted ? verdict.receipt : null
    await noteUpload(this.db, row, { state, fault: null, taken: true, receipt, ...(wordsSealed && { wordsSealed }) })
    await this.settle({ ...row, state, wordsSealed: wordsSealed ?? null })
  }

  /** On the ticket, in its timeline. */
  private async settle({ ticketId, state, wordsSealed }: UploadRow): Promise<void> {
    const reason = openWords(this.keys, wordsSealed, 'replyUpload.words')?.['reason'] ?? ''
    const wanted =
      state === 'uploaded'
        ? ({ on: 'ticket', action: 'uploaded', input: {} } as const)
        : state === 'refused'
          ? ({ on: 'ticket', action: 'uploadRefused', input: { reason } } as const)
          : ({ on: 'ticket', action: 'uploadFailed', input: {} } as const)
    try {
      await this.act.asSystem({ ticketId }, wanted)
    } catch (error) {
      if (!(error instanceof Refusal && ['notNow', 'notFound'].includes(error.code))) throw error
    }
  }

  private async tryLater(row: UploadRow, note: string, now: Date): Promise<void> {
    const wait = WAITS_S[row.attempts - 1]
    if (wait === undefined) {
      await noteUpload(this.db, row, { state: 'failed', fault: note })
      return this.settle({ ...row, state: 'failed' })
    }
    const { ticketId, seq } = row
    await this.db.transaction(async (tx) => {
      await noteUpload(tx, row, { fault: note })
      await enqueue(tx, 'uploadReply', { ticketId, seq }, { runAt: new Date(now.getTime() + wait * 1000) })
    })
  }

  /** Corrected words, or those of the delivery before, or what the requester was answered. Never the internal ones. */
  private async wordsOf(ticketId: string, { kind, wordsSealed, earlier }: Owed): Promise<Words> {
    const corrected = openWords(this.keys, wordsSealed, 'event.words')?.['publicText']
    const before = kind === 'resendUpload' ? openWords(this.keys, earlier, 'replyUpload.words')?.['text'] : undefined
    return { text: corrected ?? before ?? (await publicAnswer(this.db, this.keys, { id: ticketId })) ?? '' }
  }

  /** Every hour: what stayed without a gateway. */
  async sweep(): Promise<void> {
    if (this.doors.upload) await promiseIdleUploads(this.db)
  }
}

type Verdict = { accepted: true; receipt: string | null } | { accepted: false; reason: string }

export const uploadKey = ({ ticketId, seq }: { ticketId: string; seq: number }) => `up-${ticketId}-${seq}`
