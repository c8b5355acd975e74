import { Injectable } from '@nestjs/common'
import { Database } from '#data/database'
import { ensureEventMonths } from '#data/purge'
import type { Job } from './job'

@Injectable()
export class EnsureEventMonths implements Job<'ensureEventMonths'> {
  constructor(private readonly db: Database) {}

  run() {
    return ensureEventMonths(this.db)
  }
}
