import { Injectable } from '@nestjs/common'
import type { JobPayload } from '#domain/jobs'
import { Recalculation } from '#services/clocks/recalculation'
import type { Job } from './job'

@Injectable()
export class Recalculate implements Job<'recalculate'> {
  constructor(private readonly recalculation: Recalculation) {}

  run({ changeId }: JobPayload<'recalculate'>) {
    return this.recalculation.run(changeId)
  }
}
