import type { Actor } from '#domain/access'
import { Refusal } from '#domain/refusals'
import type { FileFacts } from '#domain/workflow/facts'
import type { Sql } from '#data/database'
import { claimFiles } from '#data/files'

/** The uploads an input names, held for this step; only the actor's own, and only once. */
export async function claimed(tx: Sql, actor: Actor, input: { files?: string[] }): Promise<readonly FileFacts[]> {
  const { files: ids = [] } = input
  if (!ids.length) return []
  const found = await claimFiles(tx, actor.personId, ids)
  if (found.length !== ids.length) throw new Refusal('fileGone')
  return found
}
