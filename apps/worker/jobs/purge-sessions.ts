import { Injectable } from '@nestjs/common'
import { Database } from '#data/database'
import { purgeSessions } from '#data/purge'
import type { Job } from './job'

@Injectable()
export class PurgeSessions implements Job<'purgeSessions'> {
  constructor(private readonly db: Database) {}

  run() {
    return purgeSessions(this.db)
  }
}
