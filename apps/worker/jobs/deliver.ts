import { Injectable } from '@nestjs/common'
import type { JobPayload } from '#domain/jobs'
import { Messages } from '#services/messages/messages'
import type { Job } from './job'

@Injectable()
export class Deliver implements Job<'deliver'> {
  constructor(private readonly messages: Messages) {}

  run({ deliveryId }: JobPayload<'deliver'>) {
    return this.messages.send(deliveryId)
  }
}
