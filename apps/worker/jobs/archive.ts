import { Injectable } from '@nestjs/common'
import type { JobPayload } from '#domain/jobs'
import { Clocks } from '#services/clocks/clocks'
import type { Job } from './job'

@Injectable()
export class Archive implements Job<'archive'> {
  constructor(private readonly clocks: Clocks) {}

  run({ ticketId }: JobPayload<'archive'>) {
    return this.clocks.archive(ticketId)
  }
}
