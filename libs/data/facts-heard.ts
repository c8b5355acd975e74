import { from } from './fact-columns'

/** How the facts of the time after the work are written: links, exits, rectifications. */
export const HEARD_WRITERS = {
  ratingLink: `INSERT INTO rating_link (ticket_id, round, token_hash, offered_at, offered_by, expires_at)
    SELECT "ticketId", round, "tokenHash", at, "personId", "expiresAt" FROM ${from<'ratingLink'>({
      ticketId: 'bigint',
      round: 'smallint',
      tokenHash: 'bytea',
      at: 'timestamptz',
      personId: 'int',
      expiresAt: 'timestamptz',
    })} ON CONFLICT (ticket_id, round) DO UPDATE SET expires_at = excluded.expires_at, offered_at = excluded.offered_at,
      offered_by = excluded.offered_by`,
  ratingUsed: `UPDATE rating_link l SET used_at = r.at
    FROM ${from<'ratingUsed'>({ ticketId: 'bigint', round: 'smallint', at: 'timestamptz' })}
    WHERE l.ticket_id = r."ticketId" AND l.round = r.round AND l.used_at IS NULL`,
  disposal: `INSERT INTO disposal (ticket_id, round, exit, at, person_id, check_on, transferred_to, words_sealed)
    SELECT "ticketId", round, exit, at, "personId", "checkOn", "transferredTo", "wordsSealed" FROM ${from<'disposal'>({
      ticketId: 'bigint',
      round: 'smallint',
      exit: 'text',
      at: 'timestamptz',
      personId: 'int',
      checkOn: 'date',
      transferredTo: 'text',
      wordsSealed: 'bytea',
    })}`,
  followUp: `UPDATE disposal d SET checked_at = r.at, checked_by = r."personId"
    FROM ${from<'followUp'>({ ticketId: 'bigint', round: 'smallint', at: 'timestamptz', personId: 'int' })}
    WHERE d.ticket_id = r."ticketId" AND d.round = r.round AND d.checked_at IS NULL`,
  rectification: `INSERT INTO rectification (id, ticket_id, round, assignment_id, unit_id, grade, state, opened_at, due_at, tries)
    SELECT id, "ticketId", round, "assignmentId", "unitId", grade, state, at, "dueAt", tries FROM ${from<'rectification'>(
      {
        id: 'bigint',
        ticketId: 'bigint',
        round: 'smallint',
        assignmentId: 'bigint',
        unitId: 'int',
        grade: 'smallint',
        state: 'text',
        at: 'timestamptz',
        dueAt: 'timestamptz',
        tries: 'smallint',
      },
    )}`,
  rectificationStep: `WITH r AS (SELECT * FROM ${from<'rectificationStep'>({
    rectificationId: 'bigint',
    ticketId: 'bigint',
    at: 'timestamptz',
    personId: 'int',
    kind: 'text',
    grade: 'smallint',
    wordsSealed: 'bytea',
  })}), moved AS (
    UPDATE rectification o SET state = CASE WHEN r.kind = 'again' THEN 'open' ELSE r.kind END,
      tries = o.tries + (r.kind = 'submitted')::int,
      submitted_at = CASE WHEN r.kind = 'submitted' THEN r.at ELSE o.submitted_at END,
      submitted_by = CASE WHEN r.kind = 'submitted' THEN r."personId" ELSE o.submitted_by END,
      checked_at = CASE WHEN r.kind <> 'submitted' THEN r.at ELSE o.checked_at END,
      checked_by = CASE WHEN r.kind <> 'submitted' THEN r."personId" ELSE o.checked_by END
    FROM r WHERE o.id = r."rectificationId"
  ) INSERT INTO rectification_step (rectification_id, ticket_id, at, person_id, kind, grade, words_sealed)
    SELECT "rectificationId", "ticketId", at, "personId", kind, grade, "wordsSealed" FROM r`,
}
