import { Injectable } from '@nestjs/common'
import { Database } from '#data/database'
import { expireOutdated } from '#data/desk/knowledge'
import type { Job } from './job'

/** Every night what was valid until yesterday goes out of use; what is found at intake is checked by day besides. */
@Injectable()
export class ExpireKnowledge implements Job<'expireKnowledge'> {
  constructor(private readonly db: Database) {}

  async run() {
    await expireOutdated(this.db)
  }
}
