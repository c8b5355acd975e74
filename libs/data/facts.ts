import type { Change } from '#domain/workflow/change'
import type { FactKind } from '#domain/workflow/facts'
import { HOLDING } from '#domain/sight'
import { inviting } from './consultations/invite'
import type { Sql } from './database'
import { from } from './fact-columns'
import { HEARD_WRITERS } from './facts-heard'
import { hex, sealWords } from './rows'
import { ratingHash } from './rating-links'
import type { KeyRing } from './secrets/key-ring'

/** Writes the facts of a change, a statement for each kind that occurs; they travel with the statement before them. */
export function writeFacts(tx: Sql, keys: KeyRing, change: Change, personId: number): Promise<unknown>[] {
  const at = change.events[0]!.at
  const common = { ticketId: change.after.ticket.id, personId, at }
  const byKind = new Map<FactKind, object[]>()
  for (const { kind, row } of change.facts) {
    const words =
      'words' in row ? { wordsSealed: hex(sealWords(keys, row.words, `${kind}.words`)), words: undefined } : {}
    const link =
      kind === 'ratingLink' ? { tokenHash: hex(ratingHash(keys.ratingToken(common.ticketId, row.round))) } : {}
    byKind.set(kind, [...(byKind.get(kind) ?? []), { ...row, ...words, ...link, ...common }])
  }
  return [...byKind].map(([kind, rows]) => tx.query(WRITERS[kind], [JSON.stringify(rows)], `fact-${kind}`))
}

/**
 * On the agenda of a meeting that has yet to be held: nothing else has a number here, and the check says so. Whoever holds the
 * ticket or gave it back is invited, and told.
 */
const AGENDA_ITEM = `WITH r AS (SELECT * FROM ${from<'agendaItem'>({
  id: 'bigint',
  consultationId: 'bigint',
  ticketId: 'bigint',
  at: 'timestamptz',
  personId: 'int',
})}), meeting AS (
    SELECT c.* FROM consultation c, r WHERE c.id = r."consultationId" AND c.state = 'planned' FOR SHARE OF c
  ), listed AS (
    INSERT INTO consultation_item (id, consultation_id, ticket_id, state, tabled_at, tabled_by)
    SELECT r.id, (SELECT id FROM meeting), "ticketId", 'listed', r.at, "personId" FROM r
  ) ${inviting(`SELECT DISTINCT meeting.id, a.unit_id FROM meeting, r JOIN assignment a ON a.ticket_id = r."ticketId"
      AND a.state IN (${[...HOLDING, 'returned'].map((state) => `'${state}'`).join(', ')})`)}`

const WRITERS: Record<FactKind, string> = {
  reply: `INSERT INTO reply (assignment_id, round, at, person_id, outcome, state, words_sealed)
    SELECT "assignmentId", round, at, "personId", outcome, state, "wordsSealed" FROM ${from<'reply'>({
      assignmentId: 'bigint',
      round: 'smallint',
      at: 'timestamptz',
      personId: 'int',
      outcome: 'text',
      state: 'text',
      wordsSealed: 'bytea',
    })}`,
  judgement: `UPDATE reply SET state = r.state FROM ${from<'judgement'>({ assignmentId: 'bigint', round: 'smallint', state: 'text' })}
    WHERE reply.assignment_id = r."assignmentId" AND reply.round = r.round AND reply.state IN ('draft', 'submitted')`,
  callback: `WITH r AS (SELECT * FROM ${from<'callback'>({
    ticketId: 'bigint',
    round: 'smallint',
    attempt: 'smallint',
    via: 'text',
    at: 'timestamptz',
    personId: 'int',
    reached: 'boolean',
    solved: 'text',
    resultGrade: 'smallint',
    mannerGrade: 'smallint',
    wordsSealed: 'bytea',
    contacted: 'json',
  })}), made AS (
    INSERT INTO callback (ticket_id, round, attempt, via, at, person_id, reached, solved, result_grade, manner_grade, words_sealed)
    SELECT "ticketId", round, attempt, via, at, "personId", reached, solved, "resultGrade", "mannerGrade", "wordsSealed" FROM r RETURNING id
  ) INSERT INTO callback_contact (callback_id, assignment_id, contacted)
    SELECT made.id, c."assignmentId", c.contacted
    FROM made, r, json_to_recordset(r.contacted) AS c ("assignmentId" bigint, contacted boolean)`,
  consent: `INSERT INTO consent (ticket_id, unit_id, at, person_id)
    SELECT "ticketId", "unitId", at, "personId" FROM ${from<'consent'>({
      ticketId: 'bigint',
      unitId: 'int',
      at: 'timestamptz',
      personId: 'int',
    })} ON CONFLICT DO NOTHING`,
  request: `INSERT INTO request (id, ticket_id, assignment_id, unit_id, kind, state, step, reason, suggested_unit_id, amount, review_on,
      asked_at, asked_by, words_sealed)
    SELECT id, "ticketId", "assignmentId", "unitId", kind, state, step, reason, "suggestedUnitId", amount, "reviewOn", "askedAt",
      "askedBy", "wordsSealed" FROM ${from<'request'>({
        id: 'bigint',
        ticketId: 'bigint',
        assignmentId: 'bigint',
        unitId: 'int',
        kind: 'text',
        state: 'text',
        step: 'smallint',
        reason: 'text',
        suggestedUnitId: 'int',
        amount: 'numeric',
        reviewOn: 'date',
        askedAt: 'timestamptz',
        askedBy: 'int',
        wordsSealed: 'bytea',
      })}`,
  decision: `UPDATE request SET state = r.state, step = r.step,
      decided_at = CASE WHEN r.state <> 'open' THEN r.at END, decided_by = CASE WHEN r.state <> 'open' THEN r."personId" END
    FROM ${from<'decision'>({ requestId: 'bigint', state: 'text', step: 'smallint', at: 'timestamptz', personId: 'int' })}
    WHERE request.id = r."requestId" AND request.state = 'open'`,
  ...HEARD_WRITERS,
  suspension: `INSERT INTO suspension (ticket_id, from_at, to_at) SELECT "ticketId", "from", "to"
    FROM ${from<'suspension'>({ ticketId: 'bigint', from: 'timestamptz', to: 'timestamptz' })}
    ON CONFLICT (ticket_id, from_at) DO UPDATE SET to_at = excluded.to_at`,
  clockMove: `INSERT INTO clock_move (change_id, ticket_id, assignment_id, kind, round, moved, from_due, to_due, why, at)
    SELECT "changeId", "ticketId", "assignmentId", kind, round, moved, "from", "to", why, at FROM ${from<'clockMove'>({
      changeId: 'int',
      ticketId: 'bigint',
      assignmentId: 'bigint',
      kind: 'text',
      round: 'smallint',
      moved: 'boolean',
      from: 'timestamptz',
      to: 'timestamptz',
      why: 'text',
      at: 'timestamptz',
    })} ON CONFLICT ON CONSTRAINT clock_move_once DO UPDATE SET moved = true, from_due = excluded.from_due,
      to_due = excluded.to_due, why = excluded.why, at = excluded.at`,
  standstill: `INSERT INTO standstill (ticket_id, at, person_id, kind, into_id, state, standing)
    SELECT "ticketId", at, "personId", kind, "intoId", state, standing FROM ${from<'standstill'>({
      ticketId: 'bigint',
      at: 'timestamptz',
      personId: 'int',
      kind: 'text',
      intoId: 'bigint',
      state: 'text',
      standing: 'jsonb',
    })}`,
  goingOn: `UPDATE standstill s SET ended_at = r.at FROM ${from<'goingOn'>({ ticketId: 'bigint', at: 'timestamptz' })}
    WHERE s.ticket_id = r."ticketId" AND s.ended_at IS NULL`,
  link: `INSERT INTO ticket_link (ticket_id, other_id, reason, at, person_id)
    SELECT least("ticketId", "otherId"), greatest("ticketId", "otherId"), reason, at, "personId" FROM ${from<'link'>({
      ticketId: 'bigint',
      otherId: 'bigint',
      reason: 'text',
      at: 'timestamptz',
      personId: 'int',
    })} ON CONFLICT (ticket_id, other_id) DO UPDATE SET reason = excluded.reason`,
  notice: `INSERT INTO notice (kind, ticket_id, unit_id, role, at, data)
    SELECT kind, "ticketId", "unitId", role, at, data FROM ${from<'notice'>({
      kind: 'text',
      ticketId: 'bigint',
      unitId: 'int',
      role: 'text',
      at: 'timestamptz',
      data: 'jsonb',
    })}`,
  unlink: `DELETE FROM ticket_link l USING ${from<'unlink'>({ ticketId: 'bigint', otherId: 'bigint' })}
    WHERE l.ticket_id = least(r."ticketId", r."otherId") AND l.other_id = greatest(r."ticketId", r."otherId")`,
  supervision: `INSERT INTO supervision (id, ticket_id, unit_id, mode, from_unit_id, letter_number, issued_at, issued_by, answer_by, words_sealed)
    SELECT id, "ticketId", "unitId", mode, "fromUnitId", "letterNumber", at, "personId", "answerBy", "wordsSealed" FROM ${from<'supervision'>(
      {
        id: 'bigint',
        ticketId: 'bigint',
        unitId: 'int',
        mode: 'text',
        fromUnitId: 'int',
        letterNumber: 'text',
        at: 'timestamptz',
        personId: 'int',
        answerBy: 'timestamptz',
        wordsSealed: 'bytea',
      },
    )}`,
  agendaItem: AGENDA_ITEM,
  invitation: `WITH r AS (SELECT * FROM ${from<'invitation'>({ consultationId: 'bigint', unitId: 'int' })})
    ${inviting('SELECT "consultationId", "unitId" FROM r')}`,
  agendaStep: `UPDATE consultation_item i SET state = r.state, units = coalesce(r.units, i.units),
      reply_days = CASE WHEN r.state = 'concluded' THEN r."replyDays" ELSE i.reply_days END,
      words_sealed = coalesce(r."wordsSealed", i.words_sealed), version = i.version + 1, ended_at = r.at, ended_by = r."personId"
    FROM ${from<'agendaStep'>({
      itemId: 'bigint',
      state: 'text',
      units: 'jsonb',
      replyDays: 'smallint',
      wordsSealed: 'bytea',
      at: 'timestamptz',
      personId: 'int',
    })} WHERE i.id = r."itemId" AND i.state = 'listed'`,
  attachment: `UPDATE file SET ticket_id = r."ticketId", assignment_id = r."assignmentId", event_seq = r."eventSeq", attached_at = r.at
    FROM ${from<'attachment'>({
      fileId: 'bigint',
      ticketId: 'bigint',
      assignmentId: 'bigint',
      eventSeq: 'int',
      at: 'timestamptz',
    })} WHERE file.id = r."fileId"`,
  supervisionStep: `UPDATE supervision s SET
      answered_at = CASE WHEN r.answered THEN coalesce(s.answered_at, r.at) END,
      answered_by = CASE WHEN r.answered THEN coalesce(s.answered_by, r."personId") END,
      outcome = r.outcome, closed_at = CASE WHEN r.outcome IS NOT NULL THEN r.at END,
      closed_by = CASE WHEN r.outcome IS NOT NULL THEN r."personId" END
    FROM ${from<'supervisionStep'>({
      supervisionId: 'bigint',
      answered: 'boolean',
      outcome: 'text',
      at: 'timestamptz',
      personId: 'int',
    })} WHERE s.id = r."supervisionId"`,
}
