import type { Change } from '#domain/workflow/change'
import type { Sql } from './database'
import { insertClocks, insertEvents } from './record-tail'
import { clockRow, eventRows, timeOr } from './rows'
import type { KeyRing } from './secrets/key-ring'

/** The words of a part, ready to be kept. */
export interface PartDemand {
  content: string | null
  contentSealed: Buffer | null
  digest: Buffer
  searchWords: string[]
}

/** A part of a ticket begins: from the same requester, through the same channel, with words and a number of its own. */
export async function recordPart(tx: Sql, keys: KeyRing, change: Change, demand: PartDemand, personId: number) {
  const { ticket, clocks } = change.after
  const { rows: events, lastHash } = eventRows(keys, change, null, demand.digest)
  await tx.query(
    PART,
    [
      ticket.partOf,
      ticket.id,
      ticket.number,
      ticket.month,
      ticket.version,
      lastHash,
      ticket.title,
      demand.content,
      demand.contentSealed,
      ticket.categoryCode,
      ticket.placeCode,
      ticket.areaKind,
      ticket.policyId,
      ticket.registeredAt,
      personId,
      timeOr(ticket.dueAt),
      timeOr(ticket.yellowAt),
      demand.searchWords,
      JSON.stringify(clocks.map((clock) => clockRow(clock, ticket.id))),
      JSON.stringify(events),
    ],
    'part',
  )
}

const PART = `
  WITH t AS (
    INSERT INTO ticket (id, number, month, state, version, last_hash, type, channel, desk, urgency, requester_id, requester_kind,
      anonymous, confidential, name_confidential, accused_unit_id, title, content, content_sealed, category_code, tags, place_code,
      address, area_kind, policy_id, outcome, registered_at, registered_by, owner_id, due_at, yellow_at, search, part_of)
    SELECT $2::bigint, $3::text, $4::date, 'registered', $5::int, $6::bytea, p.type, p.channel, p.desk, p.urgency, p.requester_id,
      p.requester_kind, p.anonymous, p.confidential, p.name_confidential, p.accused_unit_id, $7::text, $8::text, $9::bytea, $10::text,
      p.tags, $11::text, '', $12::text, $13::int, 'register', $14::timestamptz, $15::int, p.owner_id, $16::timestamptz,
      $17::timestamptz, array_to_tsvector($18::text[]), p.id
    FROM ticket p WHERE p.id = $1::bigint
  ), c AS (${insertClocks('$19')}), e AS (${insertEvents('$20')}) SELECT 1`
