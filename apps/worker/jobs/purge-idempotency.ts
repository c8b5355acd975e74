import { Injectable } from '@nestjs/common'
import { Database } from '#data/database'
import { purgeIdempotency } from '#data/purge'
import type { Job } from './job'

@Injectable()
export class PurgeIdempotency implements Job<'purgeIdempotency'> {
  constructor(private readonly db: Database) {}

  run() {
    return purgeIdempotency(this.db)
  }
}
