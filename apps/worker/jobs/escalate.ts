import { Injectable } from '@nestjs/common'
import type { JobPayload } from '#domain/jobs'
import { Clocks } from '#services/clocks/clocks'
import type { Job } from './job'

@Injectable()
export class Escalate implements Job<'escalate'> {
  constructor(private readonly clocks: Clocks) {}

  run({ ticketId }: JobPayload<'escalate'>) {
    return this.clocks.escalate(ticketId)
  }
}
