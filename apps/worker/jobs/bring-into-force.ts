import { Injectable } from '@nestjs/common'
import type { JobPayload } from '#domain/jobs'
import { Rules } from '#services/clocks/rules'
import type { Job } from './job'

@Injectable()
export class BringIntoForce implements Job<'bringIntoForce'> {
  constructor(private readonly rules: Rules) {}

  run({ changeId }: JobPayload<'bringIntoForce'>) {
    return this.rules.bringIntoForce(changeId)
  }
}
