import { Injectable } from '@nestjs/common'
import { Deliveries } from '#services/messages/deliveries'
import type { Job } from './job'

@Injectable()
export class SweepMessages implements Job<'sweepMessages'> {
  constructor(private readonly deliveries: Deliveries) {}

  run() {
    return this.deliveries.sweep()
  }
}
