import { Inject, Injectable } from '@nestjs/common'
import type { Scanner } from '#channels/scanner'
import { Database } from '#data/database'
import { FileStore } from '#data/file-store'
import { dropLooseBefore, lockContent, noteScan, readFile, unneeded } from '#data/files'
import { writeAudit } from '#data/people/audit'
import { SCANNER } from './files'

const DAY = 86_400_000
/** A draft may hold an upload over a week off. */
const LOOSE_DAYS = 14

/** What is done about files when nobody waits: looking for viruses, and taking away what nobody needs. */
@Injectable()
export class FileKeeping {
  constructor(
    private readonly db: Database,
    private readonly store: FileStore,
    @Inject(SCANNER) private readonly scanner: Scanner | null,
  ) {}

  async scan(fileId: string): Promise<void> {
    const file = await readFile(this.db, fileId)
    if (!this.scanner || file?.scan !== 'waiting' || file.erased) return
    const found = await this.scanner.scan(this.store.pathOf(file.sha256))
    await noteScan(this.db, fileId, found)
    if (found === 'clean') return
    const detail = { fileId, ticketId: file.ticketId }
    await writeAudit(this.db, { kind: 'fileRefused', personId: file.uploadedBy, detail, requestId: null })
  }

  /** Uploads never attached, contents without a row, and halves of uploads whose process died. */
  async sweep(now = new Date()): Promise<void> {
    await dropLooseBefore(this.db, new Date(now.getTime() - LOOSE_DAYS * DAY))
    await this.store.removeIncoming(new Date(now.getTime() - DAY))
    for await (const kept of this.store.kept())
      for (const sha256 of kept.length ? await unneeded(this.db, kept) : []) await this.take(sha256)
  }

  /** Looked at again under the lock: somebody may have uploaded the same just now. */
  private take(sha256: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      await lockContent(tx, sha256)
      if ((await unneeded(tx, [sha256])).length) await this.store.remove(sha256)
    })
  }
}
