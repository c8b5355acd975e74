import type { FileKind, Scan } from '#domain/files'
import type { FileFacts } from '#domain/workflow/facts'
import type { Sql, Tx } from './database'

/** Rows of uploads; their bytes are the file store's. */

export interface NewFile {
  sha256: string
  size: number
  kind: FileKind
  nameSealed: Buffer
  identifying: boolean
  scan: Scan
  uploadedBy: number
  uploadKey: string
}

export interface FileRow {
  id: string
  sha256: string
  size: number
  kind: FileKind
  nameSealed: Buffer | null
  identifying: boolean
  scan: Scan
  uploadedAt: Date
  uploadedBy: number
  by: string
  /** Of the one who uploaded it. */
  unitId: number | null
  ticketId: string | null
  assignmentId: string | null
  seq: number | null
  erased: boolean
}

const ROW = `SELECT f.id::text, encode(f.sha256, 'hex') AS sha256, f.size::float8 AS size, f.kind, f.name_sealed AS "nameSealed", f.identifying,
    f.scan, f.uploaded_at AS "uploadedAt", f.uploaded_by AS "uploadedBy", p.name AS by, p.unit_id AS "unitId",
    f.ticket_id::text AS "ticketId", f.assignment_id::text AS "assignmentId", f.event_seq AS seq, f.erased_at IS NOT NULL AS erased
  FROM file f JOIN person p ON p.id = f.uploaded_by`

export async function readFile(sql: Sql, id: string): Promise<FileRow | null> {
  return (await sql.query<FileRow & Row>(`${ROW} WHERE f.id = $1`, [id], 'file'))[0] ?? null
}

export async function findUpload(sql: Sql, personId: number, key: string): Promise<FileRow | null> {
  const found = await sql.query<FileRow & Row>(
    `${ROW} WHERE f.uploaded_by = $1 AND f.upload_key = $2`,
    [personId, key],
    'file-upload',
  )
  return found[0] ?? null
}

/** While it is held nobody puts this content into the store and nobody takes it away. */
export async function lockContent(tx: Tx, sha256: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [BigInt.asIntN(64, BigInt(`0x${sha256.slice(0, 16)}`))])
}

/** Null when the same upload was there before. */
export async function insertFile(tx: Tx, file: NewFile): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO file (sha256, size, kind, name_sealed, identifying, scan, uploaded_by, upload_key)
     VALUES (decode($1, 'hex'), $2, $3, $4, $5, $6, $7, $8) ON CONFLICT ON CONSTRAINT file_upload DO NOTHING RETURNING id::text`,
    [file.sha256, file.size, file.kind, file.nameSealed, file.identifying, file.scan, file.uploadedBy, file.uploadKey],
    'insert-file',
  )
  return row?.id ?? null
}

export async function countLoose(sql: Sql, personId: number): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM file WHERE uploaded_by = $1 AND ticket_id IS NULL',
    [personId],
    'files-loose',
  )
  return row!.n
}

/** A person's own uploads, held until the end so that no other step attaches them; fewer than asked for when one is not to be had. */
export function claimFiles(tx: Sql, personId: number, ids: readonly string[]): Promise<FileFacts[]> {
  return tx.query<FileFacts & Row>(
    `SELECT id::text, encode(sha256, 'hex') AS sha256 FROM file
     WHERE id = ANY ($1::bigint[]) AND uploaded_by = $2 AND ticket_id IS NULL AND scan <> 'refused' ORDER BY id FOR NO KEY UPDATE`,
    [ids, personId],
    'claim-files',
  )
}

/** As long as it is the owner's alone. */
export async function markLoose(sql: Sql, personId: number, id: string, identifying: boolean): Promise<void> {
  await sql.query('UPDATE file SET identifying = $3 WHERE id = $1 AND uploaded_by = $2 AND ticket_id IS NULL', [
    id,
    personId,
    identifying,
  ])
}

/** Only what nobody has attached. */
export async function dropLoose(sql: Sql, personId: number, id: string): Promise<boolean> {
  const gone = await sql.query<{ id: string }>(
    'WITH gone AS (DELETE FROM file WHERE id = $1 AND uploaded_by = $2 AND ticket_id IS NULL RETURNING id) SELECT id::text FROM gone',
    [id, personId],
  )
  return gone.length > 0
}

export async function dropLooseBefore(sql: Sql, before: Date): Promise<void> {
  await sql.query('DELETE FROM file WHERE ticket_id IS NULL AND uploaded_at < $1', [before])
}

export async function noteScan(sql: Sql, id: string, scan: Scan): Promise<void> {
  await sql.query(`UPDATE file SET scan = $2, scanned_at = clock_timestamp() WHERE id = $1 AND scan = 'waiting'`, [
    id,
    scan,
  ])
}

/** Of these contents, those that no row needs any more. */
export async function unneeded(sql: Sql, sha256: readonly string[]): Promise<string[]> {
  const rows = await sql.query<{ sha256: string }>(
    `SELECT h AS sha256 FROM unnest($1::text[]) h
     WHERE NOT EXISTS (SELECT FROM file WHERE sha256 = decode(h, 'hex') AND erased_at IS NULL)`,
    [sha256],
  )
  return rows.map((row) => row.sha256)
}

/** The name goes now; the bytes go when the sweep finds that no other upload is the same. */
export async function eraseFiles(tx: Tx, ticketIds: readonly string[]): Promise<number> {
  const gone = await tx.query<{ id: string }>(
    `WITH gone AS (UPDATE file SET name_sealed = NULL, erased_at = clock_timestamp()
       WHERE ticket_id = ANY ($1::bigint[]) AND erased_at IS NULL RETURNING id) SELECT id FROM gone`,
    [ticketIds],
  )
  return gone.length
}

type Row = Record<string, unknown>
