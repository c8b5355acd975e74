import { Injectable } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { Refusal } from '#domain/refusals'
import { Database } from '#data/database'
import { dropDraft, readDraft, saveDraft } from '#data/drafts'
import { KeyRing } from '#data/secrets/key-ring'

const CONTEXT = 'draft.sealed'

/** A person's unfinished texts, kept by the server. */
@Injectable()
export class Drafts {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
  ) {}

  async read(actor: Actor, key: string): Promise<{ body: string; updatedAt: string }> {
    const draft = await readDraft(this.db, actor.personId, key)
    if (!draft) throw new Refusal('notFound')
    return { body: this.keys.open(draft.sealed, CONTEXT), updatedAt: draft.updatedAt.toISOString() }
  }

  save(actor: Actor, key: string, body: string): Promise<void> {
    return saveDraft(this.db, actor.personId, key, this.keys.seal(body, CONTEXT))
  }

  drop(actor: Actor, key: string): Promise<void> {
    return dropDraft(this.db, actor.personId, key)
  }
}
