import type { Sql, Tx } from './database'

/** What erasing reads and writes. The event chain covers digests of words, so taking the words away leaves it whole. */

export interface ErasableRequester {
  name: string | null
  phone: string | null
  identity: string | null
  contact: string | null
  creditCode: string | null
  kind: string
  erased: boolean
}
export interface ErasableTicket {
  id: string
  number: string
  title: string
  restricted: boolean
  answer: string | null
  tags: string[]
}
export interface ErasableWords {
  id: string
  text: string
}

export async function requesterOfTicket(sql: Sql, number: string): Promise<string | null> {
  const [row] = await sql.query<{ id: string | null }>(
    'SELECT requester_id::text AS id FROM ticket WHERE number = $1',
    [number],
  )
  return row?.id ?? null
}

export async function numbersOf(sql: Sql, requesterId: string): Promise<string[]> {
  const rows = await sql.query<{ number: string }>('SELECT number FROM ticket WHERE requester_id = $1 ORDER BY id', [
    requesterId,
  ])
  return rows.map(({ number }) => number)
}

/** Held until the end: an intake of the same person waits, and then begins with a new requester. Sealed values as hex. */
export async function lockRequester(tx: Tx, id: string): Promise<ErasableRequester | null> {
  const [row] = await tx.query<ErasableRequester & Record<string, unknown>>(
    `SELECT encode(name_sealed, 'hex') AS name, encode(phone_sealed, 'hex') AS phone, encode(identity_sealed, 'hex') AS identity,
       encode(contact_sealed, 'hex') AS contact, credit_code AS "creditCode", kind, erased_at IS NOT NULL AS erased FROM requester WHERE id = $1 FOR UPDATE`,
    [id],
  )
  return row ?? null
}

export function lockTickets(tx: Tx, requesterId: string): Promise<ErasableTicket[]> {
  return tx.query<ErasableTicket & Record<string, unknown>>(
    `SELECT id::text, number, title, type = 'report' OR confidential OR name_confidential AS restricted, answer, tags FROM ticket
     WHERE requester_id = $1 ORDER BY id FOR NO KEY UPDATE`,
    [requesterId],
  )
}

/** The calls of this number, too: when and for how long stays, from where and the recording do not. Before the requester's own row. */
export async function eraseCalls(tx: Tx, requesterId: string): Promise<void> {
  const number = '(SELECT phone_token FROM requester WHERE id = $1)'
  const gone = 'number_sealed = NULL, number_token = NULL'
  await tx.query(
    `UPDATE missed_call SET ${gone}, state = 'unreached', taken_at = NULL, closed_at = now() WHERE number_token = ${number} AND closed_at IS NULL`,
    [requesterId],
  )
  await tx.query(`UPDATE missed_call SET ${gone} WHERE number_token = ${number}`, [requesterId])
  await tx.query(
    `WITH gone AS (UPDATE call SET ${gone}, number_seq = NULL, recording = NULL WHERE number_token = ${number} RETURNING id)
     UPDATE call_event e SET recording = NULL FROM gone WHERE e.call_id = gone.id AND e.recording IS NOT NULL`,
    [requesterId],
  )
}

export async function eraseRequester(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `UPDATE requester SET name_sealed = NULL, name_token = NULL, name_tokens = '{}', phone_sealed = NULL, phone_token = NULL,
       phone_tail = NULL, identity_sealed = NULL, identity_token = NULL, credit_code = NULL, contact_sealed = NULL, industry = NULL, size = NULL, park_id = NULL,
       language = 'chinese', erased_at = clock_timestamp()
     WHERE id = $1`,
    [id],
  )
  await tx.query(
    `UPDATE requester_mark_step s SET words_sealed = NULL FROM requester_mark m WHERE m.requester_id = $1 AND s.mark_id = m.id`,
    [id],
  )
}

export interface ErasedTicket {
  id: string
  title: string
  content: string | null
  contentSealed: Buffer | null
  answer: string | null
  tags: string[]
  searchWords: string[]
}

export async function eraseTicket(tx: Tx, to: ErasedTicket): Promise<void> {
  await tx.query(
    `UPDATE ticket SET title = $2, content = $3, content_sealed = $4, answer = $5, tags = $6, search = array_to_tsvector($7::text[]),
       address = '', channel_ref = NULL WHERE id = $1`,
    [to.id, to.title, to.content, to.contentSealed, to.answer, to.tags, to.searchWords],
  )
  await tx.query('UPDATE assignment SET title = $2 WHERE ticket_id = $1 AND title <> $2', [to.id, to.title])
}

/** What people said in the timeline, at the callback, in requests, under supervision and in meetings goes altogether. */
export async function eraseWords(tx: Tx, ticketIds: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE event e SET words_sealed = NULL FROM ticket t
     WHERE t.id = ANY($1::bigint[]) AND e.month = t.month AND e.ticket_id = t.id AND e.words_sealed IS NOT NULL`,
    [ticketIds],
  )
  for (const table of [
    'callback',
    'request',
    'supervision',
    'consultation_item',
    'disposal',
    'rectification_step',
    'reply_upload',
  ])
    await tx.query(`UPDATE ${table} SET words_sealed = NULL WHERE ticket_id = ANY($1::bigint[])`, [ticketIds])
  await tx.query('UPDATE delivery SET words_sealed = NULL, address_token = NULL WHERE ticket_id = ANY($1::bigint[])', [
    ticketIds,
  ])
}

/** What the units answered is their record: it stays, without the requester. Sealed, as hex. */
export function repliesOf(tx: Tx, ticketIds: readonly string[]): Promise<ErasableWords[]> {
  return tx.query<ErasableWords & Record<string, unknown>>(
    `SELECT r.id::text, encode(r.words_sealed, 'hex') AS text FROM reply r JOIN assignment a ON a.id = r.assignment_id
     WHERE a.ticket_id = ANY($1::bigint[]) AND r.words_sealed IS NOT NULL`,
    [ticketIds],
  )
}

export async function writeReply(tx: Tx, id: string, sealed: Buffer): Promise<void> {
  await tx.query('UPDATE reply SET words_sealed = $2 WHERE id = $1', [id, sealed])
}

export function revealReasons(tx: Tx, ticketIds: readonly string[]): Promise<ErasableWords[]> {
  return tx.query<ErasableWords & Record<string, unknown>>(
    'SELECT id::text, reason AS text FROM reveal WHERE ticket_id = ANY($1::bigint[])',
    [ticketIds],
  )
}

export async function writeRevealReason(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.query('UPDATE reveal SET reason = $2 WHERE id = $1', [id, reason])
}
