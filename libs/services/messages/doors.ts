import { Inject, Injectable } from '@nestjs/common'
import type { MessageChannel } from '#domain/messages/kinds'
import type { Door, OutgoingMessage, OutgoingReply } from '#channels/door'
import { Gateway } from '#channels/gateway'
import { CONFIG, type Config } from '#platform/config'

/** The gateways this configuration names. What is not configured is not there: nothing pretends to send. */
@Injectable()
export class Doors {
  private readonly secrets: ReadonlyMap<string, string>
  /** Null when no platform is configured. */
  readonly upload: Door<OutgoingReply> | null
  private readonly doors: ReadonlyMap<MessageChannel, Door<OutgoingMessage>>

  constructor(@Inject(CONFIG) config: Config) {
    const given = [
      { channel: 'sms', url: config.smsUrl, secret: config.smsSecret, names: ['JIBAN_SMS_URL', 'JIBAN_SMS_SECRET'] },
      {
        channel: 'wechat',
        url: config.wechatUrl,
        secret: config.wechatSecret,
        names: ['JIBAN_WECHAT_URL', 'JIBAN_WECHAT_SECRET'],
      },
    ] as const
    for (const { url, secret, names } of given)
      if (url && !secret) throw new Error(`设置了 ${names[0]}，也请设置 ${names[1]}（双方签名的密钥）`)
    const { uploadUrl, uploadSecret } = config
    if (uploadUrl && !uploadSecret) throw new Error('设置了 JIBAN_UPLOAD_URL，也请设置 JIBAN_UPLOAD_SECRET')
    const configured = given.flatMap(({ channel, url, secret }) => (url && secret ? [{ channel, url, secret }] : []))
    const secrets = new Map<string, string>(configured.map(({ channel, secret }) => [channel, secret]))
    if (uploadUrl && uploadSecret) secrets.set('upload', uploadSecret)
    this.secrets = secrets
    this.upload = uploadUrl && uploadSecret ? new Gateway({ url: uploadUrl, secret: uploadSecret }) : null
    this.doors = new Map(configured.map(({ channel, url, secret }) => [channel, new Gateway({ url, secret })]))
  }

  /** A message for a channel that is not configured goes by SMS, when there is a number. */
  through(channel: MessageChannel): { channel: MessageChannel; door: Door<OutgoingMessage> } | null {
    for (const way of [channel, 'sms'] as const) {
      const door = channel === 'console' ? undefined : this.doors.get(way)
      if (door) return { channel: way, door }
    }
    return null
  }

  secretOf(channel: string): string | null {
    return this.secrets.get(channel) ?? null
  }

  get channels(): MessageChannel[] {
    return [...this.doors.keys()]
  }
}
