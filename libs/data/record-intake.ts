import type { Change } from '#domain/workflow/change'
import { falseClosureSince } from '#domain/workflow/reopen'
import type { EnterpriseSize, Language } from '#domain/words/desk'
import type { Sql } from './database'
import { named } from './named'
import type { Kept } from './record'
import { insertFalseClosure } from './false-closures'
import { addJobs } from './jobs'
import { insertNotices, noticeRow } from './messages/inside'
import { deliveryRow, insertDeliveries, promiseDeliveries } from './messages/owed'
import { insertRatingLinks, ratingLinkRows } from './rating-links'
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
    INTAKE.text,
    INTAKE.values({
      requesterKind: ticket.requesterKind,
      nameSealed: who?.nameSealed ?? null,
      nameToken: who?.nameToken ?? null,
      nameTokens: who?.nameTokens ?? [],
      phoneSealed: who?.phoneSealed ?? null,
      phoneToken: who?.phoneToken ?? null,
      phoneTail: who?.phoneTail ?? null,
      identitySealed: who?.identitySealed ?? null,
      identityToken: who?.identityToken ?? null,
      creditCode: who?.creditCode ?? null,
      known: who !== null,
      id: ticket.id,
      number: ticket.number,
      month: ticket.month,
      state: ticket.state,
      version: ticket.version,
      lastHash,
      type: ticket.type,
      channel: ticket.channel,
      channelRef: demand.channelRef,
      desk: ticket.desk,
      urgency: ticket.urgency,
      anonymous: ticket.anonymous,
      confidential: ticket.confidential,
      accusedUnitId: ticket.accusedUnitId,
      title: ticket.title,
      content: demand.content,
      contentSealed: demand.contentSealed,
      categoryCode: ticket.categoryCode,
      tags: demand.tags,
      placeCode: ticket.placeCode,
      address: demand.address,
      areaKind: ticket.areaKind,
      policyId: ticket.policyId,
      catalogueVersion: ticket.catalogueVersion,
      outcome: ticket.outcome,
      answer: demand.answer,
      now,
      personId,
      ownerId: ticket.ownerId,
      dispatchedAt: ticket.dispatchedAt,
      reviewedAt: ticket.reviewedAt,
      closedAt: ticket.closedAt,
      dueAt: timeOr(ticket.dueAt),
      yellowAt: timeOr(ticket.yellowAt),
      searchWords: demand.searchWords,
      assignments: JSON.stringify(assignments.map((each) => assignmentRow(each, ticket, now))),
      clocks: JSON.stringify(clocks.filter((clock) => !clock.stoppedAt).map((clock) => clockRow(clock, ticket.id))),
      events: JSON.stringify(events),
      jobs: JSON.stringify(
        change.jobs.map((job) => ({ name: job.name, payload: job.payload, run_at: job.runAt ?? now })),
      ),
      key: kept?.key ?? null,
      requestHash: kept?.requestHash ?? null,
      answerStatus: kept?.status ?? null,
      answerKept: kept ? JSON.stringify(kept.response) : null,
      falseSince: falseClosureSince(now),
      language: who?.language ?? null,
      contactSealed: who?.contactSealed ?? null,
      industry: who?.industry ?? null,
      size: who?.size ?? null,
      parkId: who?.parkId ?? null,
      nameConfidential: ticket.nameConfidential,
      turnedTo: ticket.turnedTo,
      turnState: ticket.turnState,
      messages: JSON.stringify(change.messages.map((each) => deliveryRow(keys, each, ticket.id, now))),
      callId: demand.callId,
      knowledgeId: demand.knowledge?.id ?? null,
      knowledgeVersion: demand.knowledge?.version ?? null,
      notices: JSON.stringify(change.notices.map((each) => noticeRow(each, ticket.id, now))),
      upload: ticket.upload,
      ratingLinks: JSON.stringify(ratingLinkRows(keys, change)),
    }),
    'intake',
  )
}

/** Counted in the place the ticket's number gives it. */
const knowledgeUsed = (item: string, version: string) => `k AS (
    INSERT INTO knowledge_use (ticket_id, item_id, version, at, person_id)
    SELECT @id::bigint, ${item}::bigint, ${version}::int, @now::timestamptz, @personId::int WHERE ${item}::bigint IS NOT NULL),
  n AS (
    INSERT INTO knowledge_count (item_id, slot, uses) SELECT ${item}::bigint, @id::bigint % 16, 1 WHERE ${item}::bigint IS NOT NULL
    ON CONFLICT (item_id, slot) DO UPDATE SET uses = knowledge_count.uses + 1)`

const INTAKE = named(`
  WITH r AS (
    INSERT INTO requester (kind, name_sealed, name_token, name_tokens, phone_sealed, phone_token, phone_tail,
      identity_sealed, identity_token, credit_code, language, contact_sealed, industry, size, park_id)
    SELECT @requesterKind::text, @nameSealed::bytea, @nameToken::bytea, @nameTokens::bytea[], @phoneSealed::bytea, @phoneToken::bytea, @phoneTail::bytea, @identitySealed::bytea, @identityToken::bytea, @creditCode::text,
      coalesce(@language::text, 'chinese'), @contactSealed::bytea, @industry::text, @size::text, @parkId::int WHERE @known::boolean
    ON CONFLICT ON CONSTRAINT requester_same DO UPDATE SET
      identity_sealed = coalesce(excluded.identity_sealed, requester.identity_sealed),
      identity_token = coalesce(excluded.identity_token, requester.identity_token),
      language = coalesce(@language::text, requester.language),
      contact_sealed = coalesce(excluded.contact_sealed, requester.contact_sealed),
      industry = coalesce(excluded.industry, requester.industry), size = coalesce(excluded.size, requester.size),
      park_id = coalesce(excluded.park_id, requester.park_id)
    RETURNING id
  ), t AS (
    INSERT INTO ticket (id, number, month, state, version, last_hash, type, channel, channel_ref, desk, urgency, requester_id,
      requester_kind, anonymous, confidential, name_confidential, turned_to, turn_state, accused_unit_id, title, content, content_sealed, category_code, tags, place_code,
      address, area_kind, policy_id, catalogue_version, outcome, answer, registered_at, registered_by, owner_id, dispatched_at,
      reviewed_at, closed_at, due_at, yellow_at, search, upload)
    SELECT @id::bigint, @number::text, @month::date, @state::text, @version::int, @lastHash::bytea, @type::text, @channel::text, @channelRef::text, @desk::text, @urgency::text,
      (SELECT id FROM r), @requesterKind::text, @anonymous::boolean, @confidential::boolean, @nameConfidential::boolean, @turnedTo::text, @turnState::text, @accusedUnitId::int, @title::text, @content::text, @contentSealed::bytea, @categoryCode::text, @tags::text[],
      @placeCode::text, @address::text, @areaKind::text, @policyId::int, @catalogueVersion::int, @outcome::text, @answer::text, @now::timestamptz, @personId::int, @ownerId::int,
      @dispatchedAt::timestamptz, @reviewedAt::timestamptz, @closedAt::timestamptz, @dueAt::timestamptz, @yellowAt::timestamptz, array_to_tsvector(@searchWords::text[]), @upload::text
  ), a AS (${insertAssignments('@assignments')}),
  c AS (${insertClocks('@clocks')}),
  e AS (${insertEvents('@events')}),
  kept AS (${insertIdempotency('@personId', '@key', '@requestHash', '@answerStatus', '@answerKept', '@now')}),
  f AS (${insertFalseClosure('@id', '@now', '@phoneToken', '@categoryCode', '@falseSince')}),
  m AS (${insertDeliveries('@messages', { token: '@phoneToken::bytea', ref: '@channelRef::text' })}),
  notices AS (${insertNotices('@notices')}),
  deliver AS (${promiseDeliveries('m')}),
  l AS (INSERT INTO call_ticket (call_id, ticket_id, how, at, person_id)
    SELECT @callId::bigint, @id::bigint, 'registered', @now::timestamptz, @personId::int WHERE @callId::bigint IS NOT NULL),
  ${knowledgeUsed('@knowledgeId', '@knowledgeVersion')},
  links AS (${insertRatingLinks('@id', '@personId', '@now', '@ratingLinks')}),
  jobs AS (${addJobs('@jobs')})
  SELECT count(*) FROM jobs`)
