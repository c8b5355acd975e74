import { Injectable } from '@nestjs/common'
import { afterQuiet, localMidnight, nextMorning, perDay } from '#domain/messages/quiet'
import { withLink } from '#domain/messages/template'
import type { MessageSettings } from '#domain/messages/quiet'
import type { MessageChannel } from '#domain/messages/kinds'
import { type Door, type OutgoingMessage, type Sent, Unreachable } from '#channels/door'
import { Database, type Tx } from '#data/database'
import { enqueue } from '#data/jobs'
import {
  addressOf,
  contentsOf,
  handOut,
  hasOptedOut,
  type Leaving,
  lockLeaving,
  markEnded,
  markSent,
  markWaiting,
  sentSince,
} from '#data/messages/sending'
import { openWords } from '#data/rows'
import { KeyRing } from '#data/secrets/key-ring'
import { Region } from '../region'
import { Doors } from './doors'
import { RatingLinks } from './rating-links'

/** The wait after each attempt; after the last one it is given up, until somebody tries again. */
const WAITS_S = [5, 30, 120, 600, 1_800, 3_600, 7_200]

/**
 * Sends what requesters are owed. Every decision is committed before the message leaves, and it leaves under a key that
 * stays the same: a process that dies in between sends it again, and it arrives once.
 */
@Injectable()
export class Messages {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly region: Region,
    private readonly doors: Doors,
    private readonly links: RatingLinks,
  ) {}

  async send(id: string, now = new Date()): Promise<void> {
    const settings = (await this.region.current()).settings.messages
    const leaving = await this.db.transaction((tx) => this.prepare(tx, id, now, settings))
    const way = leaving && this.doors.through(leaving.channel)
    if (!leaving || !way) return
    const outgoing = await this.outgoing(leaving, way.channel)
    if (!outgoing) return markEnded(this.db, id, { state: 'failed', fault: 'noAddress' })
    await this.deliver(leaving, way, outgoing, now)
  }

  /** Everything that keeps a message from leaving now; null when there is nothing to send. */
  private async prepare(tx: Tx, id: string, now: Date, settings?: MessageSettings): Promise<Leaving | null> {
    const leaving = await lockLeaving(tx, id)
    if (!leaving || leaving.state !== 'queued' || leaving.channel === 'console') return null
    if (leaving.batchId && leaving.batchId !== id) return null
    if (leaving.expiresAt <= now) return ended(markEnded(tx, id, { state: 'expired', fault: 'late' }))
    if (leaving.notBefore > now) return this.wait(tx, id, leaving.notBefore)
    const awake = leaving.urgent ? now : afterQuiet(now, settings)
    if (awake > now) return this.wait(tx, id, awake)
    if (!this.doors.through(leaving.channel)) return ended(markWaiting(tx, id, { fault: 'noChannel' }))
    if (leaving.addressToken && !leaving.batchId) {
      if (await hasOptedOut(tx, leaving.addressToken))
        return ended(markEnded(tx, id, { state: 'failed', fault: 'optedOut' }))
      const sent = await sentSince(tx, leaving.addressToken, localMidnight(now))
      if (sent >= perDay(settings)) return this.wait(tx, id, nextMorning(now, settings), 'dailyLimit')
    }
    await handOut(tx, leaving, now)
    return { ...leaving, attempts: leaving.attempts + 1 }
  }

  private async wait(tx: Tx, id: string, until: Date, fault: 'dailyLimit' | null = null): Promise<null> {
    await markWaiting(tx, id, { fault, until, held: true })
    await enqueue(tx, 'deliver', { deliveryId: id }, { runAt: until })
    return null
  }

  private async outgoing({ id, ticketId, kind }: Leaving, channel: MessageChannel): Promise<OutgoingMessage | null> {
    const address = await addressOf(this.db, ticketId)
    const to =
      channel === 'wechat'
        ? (address?.channelRef ?? null)
        : address?.phoneSealed && this.keys.open(address.phoneSealed, 'requester.phone')
    if (!to) return null
    const texts = await Promise.all(
      (await contentsOf(this.db, id)).map(async (each) => {
        const text = openWords(this.keys, each.wordsSealed, 'delivery.words')?.['text'] ?? ''
        return withLink(text, text.includes('{link}') ? await this.links.linkFor(each.ticketId) : null)
      }),
    )
    return { to, kind, text: summedUp(texts.filter(Boolean)) }
  }

  private async deliver(
    leaving: Leaving,
    { channel, door }: { channel: MessageChannel; door: Door<OutgoingMessage> },
    outgoing: OutgoingMessage,
    now: Date,
  ): Promise<void> {
    const { id, attempts } = leaving
    let sent: Sent
    try {
      sent = await door.send(keyOf(leaving), outgoing)
    } catch (error) {
      if (error instanceof Unreachable) return this.tryLater(id, attempts, error.message, now)
      throw error
    }
    if (sent.taken) return markSent(this.db, id, channel, sent.providerId)
    // What a gateway says may repeat the number it was given.
    const note = sent.reason.replaceAll(outgoing.to, '…').replace(/\d{6,}/g, '…')
    await markEnded(this.db, id, { state: 'failed', fault: 'rejected', note })
  }

  private tryLater(id: string, attempts: number, note: string, now: Date): Promise<void> {
    const wait = WAITS_S[attempts - 1]
    if (wait === undefined) return markEnded(this.db, id, { state: 'failed', fault: 'unreachable', note })
    const until = new Date(now.getTime() + wait * 1000)
    return this.db.transaction(async (tx) => {
      await markWaiting(tx, id, { fault: 'unreachable', note, until })
      await enqueue(tx, 'deliver', { deliveryId: id }, { runAt: until })
    })
  }
}

/** What the other side knows a message by; another one only after this one was given up for good. */
export const keyOf = ({ id, again }: { id: string; again: number }) => `jb-${id}${again ? `-${again}` : ''}`

const summedUp = (texts: string[]) =>
  texts.length === 1
    ? texts[0]!
    : `您反映的事项有 ${texts.length} 条新消息：${texts.map((text, index) => `\n${index + 1}. ${text}`).join('')}`

async function ended(done: Promise<void>): Promise<null> {
  await done
  return null
}
