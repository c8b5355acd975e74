import type { Change } from '#domain/workflow/change'
import { falseClosureSince } from '#domain/workflow/reopen'
import type { EnterpriseSize, Language } from '#domain/words/desk'
import type { Sql } from './database'
import type { Kept } from './record'
import { insertFalseClosure } from './false-closures'
import { addJobs } from './jobs'
import { insertNotices, noticeRow } from './messages/inside'
import { deliveryRow, insertDeliveries, promiseDeliveries } from './messages/owed'
import { insertAssignments, insertClocks, insertEvents, insertIdempotency } from './record-tail'
import { assignmentRow, clockRow, eventRows, timeOr } from './rows'
import type { KeyRing } from './secrets/key-ring'

/** What a ticket keeps of the demand itself, beside the facts the rules read. */
export interface Demand {
  callId: string | null
  channelRef: string | null
  content: string | null
  contentSealed: Buffer | null
  address: string
  tags: string[]
  answer: string | null
  /** Of `demandText`, for the chain. */
  digest: Buffer
  /** Words for `ticket.search`, already cut; keyed when the ticket is restricted. */
  searchWords: string[]
  requester: RequesterRow | null
  /** What it was answered from. */
  knowledge?: { id: string; version: number } | undefined
}

export interface RequesterRow {
  nameSealed: Buffer | null
  nameToken: Buffer | null
  nameTokens: Buffer[]
  phoneSealed: Buffer | null
  phoneToken: Buffer | null
  phoneTail: Buffer | null
  identitySealed: Buffer | null
  identityToken: Buffer | null
  creditCode: string | null
  language: Language | null
  contactSealed: Buffer | null
  industry: string | null
  size: EnterpriseSize | null
  parkId: number | null
}

/** A whole intake — requester, ticket, both assignments, clocks, events, the answer for a retry — in one statement, which is its own commit. */
export async function recordIntake(
  db: Sql,
  keys: KeyRing,
  change: Change,
  demand: Demand,
  personId: number,
  kept: Kept | null,
): Promise<void> {
  const { ticket, assignments, clocks } = change.after
  const { rows: events, lastHash } = eventRows(keys, change, null, demand.digest)
  const now = ticket.registeredAt
  const who = demand.requester
  await db.query(
    INTAKE,
    [
      ticket.requesterKind,
      who?.nameSealed ?? null,
      who?.nameToken ?? null,
      who?.nameTokens ?? [],
      who?.phoneSealed ?? null,
      who?.phoneToken ?? null,
      who?.phoneTail ?? null,
      who?.identitySealed ?? null,
      who?.identityToken ?? null,
      who?.creditCode ?? null,
      who !== null,
      ticket.id,
      ticket.number,
      ticket.month,
      ticket.state,
      ticket.version,
      lastHash,
      ticket.type,
      ticket.channel,
      demand.channelRef,
      ticket.desk,
      ticket.urgency,
      ticket.anonymous,
      ticket.confidential,
      ticket.accusedUnitId,
      ticket.title,
      demand.content,
      demand.contentSealed,
      ticket.categoryCode,
      demand.tags,
      ticket.placeCode,
      demand.address,
      ticket.areaKind,
      ticket.policyId,
      ticket.catalogueVersion,
      ticket.outcome,
      demand.answer,
      now,
      personId,
      ticket.ownerId,
      ticket.dispatchedAt,
      ticket.reviewedAt,
      ticket.closedAt,
      timeOr(ticket.dueAt),
      timeOr(ticket.yellowAt),
      demand.searchWords,
      JSON.stringify(assignments.map((each) => assignmentRow(each, ticket, now))),
      JSON.stringify(clocks.filter((clock) => !clock.stoppedAt).map((clock) => clockRow(clock, ticket.id))),
      JSON.stringify(events),
      JSON.stringify(change.jobs.map((job) => ({ name: job.name, payload: job.payload, run_at: job.runAt ?? now }))),
      kept?.key ?? null,
      kept?.requestHash ?? null,
      kept?.status ?? null,
      kept ? JSON.stringify(kept.response) : null,
      falseClosureSince(now),
      who?.language ?? null,
      who?.contactSealed ?? null,
      who?.industry ?? null,
      who?.size ?? null,
      who?.parkId ?? null,
      ticket.nameConfidential,
      JSON.stringify(change.messages.map((each) => deliveryRow(keys, each, ticket.id, now))),
      demand.callId,
      demand.knowledge?.id ?? null,
      demand.knowledge?.version ?? null,
      JSON.stringify(change.notices.map((each) => noticeRow(each, ticket.id, now))),
    ],
    'intake',
  )
}

/** Counted in the place the ticket's number gives it. */
const knowledgeUsed = (item: string, version: string) => `k AS (
    INSERT INTO knowledge_use (ticket_id, item_id, version, at, person_id)
    SELECT $12::bigint, ${item}::bigint, ${version}::int, $38::timestamptz, $39::int WHERE ${item}::bigint IS NOT NULL),
  n AS (
    INSERT INTO knowledge_count (item_id, slot, uses) SELECT ${item}::bigint, $12::bigint % 16, 1 WHERE ${item}::bigint IS NOT NULL
    ON CONFLICT (item_id, slot) DO UPDATE SET uses = knowledge_count.uses + 1)`

const INTAKE = `
  WITH r AS (
    INSERT INTO requester (kind, name_sealed, name_token, name_tokens, phone_sealed, phone_token, phone_tail,
      identity_sealed, identity_token, credit_code, language, contact_sealed, industry, size, park_id)
    SELECT $1::text, $2::bytea, $3::bytea, $4::bytea[], $5::bytea, $6::bytea, $7::bytea, $8::bytea, $9::bytea, $10::text,
      coalesce($56::text, 'chinese'), $57::bytea, $58::text, $59::text, $60::int WHERE $11::boolean
    ON CONFLICT ON CONSTRAINT requester_same DO UPDATE SET
      identity_sealed = coalesce(excluded.identity_sealed, requester.identity_sealed),
      identity_token = coalesce(excluded.identity_token, requester.identity_token),
      language = coalesce($56::text, requester.language),
      contact_sealed = coalesce(excluded.contact_sealed, requester.contact_sealed),
      industry = coalesce(excluded.industry, requester.industry), size = coalesce(excluded.size, requester.size),
      park_id = coalesce(excluded.park_id, requester.park_id)
    RETURNING id
  ), t AS (
    INSERT INTO ticket (id, number, month, state, version, last_hash, type, channel, channel_ref, desk, urgency, requester_id,
      requester_kind, anonymous, confidential, name_confidential, accused_unit_id, title, content, content_sealed, category_code, tags, place_code,
      address, area_kind, policy_id, catalogue_version, outcome, answer, registered_at, registered_by, owner_id, dispatched_at,
      reviewed_at, closed_at, due_at, yellow_at, search)
    SELECT $12::bigint, $13::text, $14::date, $15::text, $16::int, $17::bytea, $18::text, $19::text, $20::text, $21::text, $22::text,
      (SELECT id FROM r), $1::text, $23::boolean, $24::boolean, $61::boolean, $25::int, $26::text, $27::text, $28::bytea, $29::text, $30::text[],
      $31::text, $32::text, $33::text, $34::int, $35::int, $36::text, $37::text, $38::timestamptz, $39::int, $40::int,
      $41::timestamptz, $42::timestamptz, $43::timestamptz, $44::timestamptz, $45::timestamptz, array_to_tsvector($46::text[])
  ), a AS (${insertAssignments('$47')}),
  c AS (${insertClocks('$48')}),
  e AS (${insertEvents('$49')}),
  kept AS (${insertIdempotency('$39', '$51', '$52', '$53', '$54', '$38')}),
  f AS (${insertFalseClosure('$12', '$38', '$6', '$29', '$55')}),
  m AS (${insertDeliveries('$62', { token: '$6::bytea', ref: '$20::text' })}),
  notices AS (${insertNotices('$66')}),
  deliver AS (${promiseDeliveries('m')}),
  l AS (INSERT INTO call_ticket (call_id, ticket_id, how, at, person_id)
    SELECT $63::bigint, $12::bigint, 'registered', $38::timestamptz, $39::int WHERE $63::bigint IS NOT NULL),
  ${knowledgeUsed('$64', '$65')},
  jobs AS (${addJobs('$50')})
  SELECT count(*) FROM jobs`
