import type { MessageKind } from '#domain/messages/kinds'
import type { MessageTemplate } from '#domain/messages/template'
import type { Sql } from '../database'

/** The newest version of every kind; earlier ones stay, for what was sent by them. */
export async function templatesInForce(db: Sql): Promise<Map<MessageKind, MessageTemplate>> {
  const rows = await db.query<MessageTemplate & { kind: MessageKind }>(
    'SELECT DISTINCT ON (kind) kind, version, text, neutral FROM message_template ORDER BY kind, version DESC',
  )
  return new Map(rows.map(({ kind, ...template }) => [kind, template]))
}
