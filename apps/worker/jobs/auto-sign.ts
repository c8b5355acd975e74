import { Injectable } from '@nestjs/common'
import type { JobPayload } from '#domain/jobs'
import { Clocks } from '#services/clocks/clocks'
import type { Job } from './job'

@Injectable()
export class AutoSign implements Job<'autoSign'> {
  constructor(private readonly clocks: Clocks) {}

  run({ assignmentId }: JobPayload<'autoSign'>) {
    return this.clocks.autoSign(assignmentId)
  }
}
