import { Injectable } from '@nestjs/common'
import { Deliveries } from '#services/messages/deliveries'
import { Uploads } from '#services/messages/uploads'
import type { Job } from './job'

@Injectable()
export class SweepMessages implements Job<'sweepMessages'> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly uploads: Uploads,
  ) {}

  async run() {
    await this.deliveries.sweep()
    await this.uploads.sweep()
  }
}
