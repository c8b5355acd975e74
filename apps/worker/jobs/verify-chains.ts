import { Injectable } from '@nestjs/common'
import { Database } from '#data/database'
import { FileStore } from '#data/file-store'
import { writeAudit } from '#data/people/audit'
import { KeyRing } from '#data/secrets/key-ring'
import { verify } from '#data/verify/verify'
import type { Job } from './job'

const NAMED = 20

/** Every night; what is found is an audit row, with the tickets by number. */
@Injectable()
export class VerifyChains implements Job<'verifyChains'> {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly store: FileStore,
  ) {}

  async run() {
    const { tickets, events, brokenCount, broken } = await verify(this.db, this.keys, { store: this.store })
    const detail = { tickets, events, brokenCount, numbers: broken.slice(0, NAMED).map(({ number }) => number) }
    await writeAudit(this.db, { kind: 'chainsVerified', personId: null, detail, requestId: null })
  }
}
