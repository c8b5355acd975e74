import type { Change } from '#domain/workflow/change'
import type { FactKind, Facts } from '#domain/workflow/facts'
import type { Sql } from './database'
import { hex, sealWords } from './rows'
import type { KeyRing } from './secrets/key-ring'

/** Writes the facts of a change, a statement for each kind that occurs; they travel with the statement before them. */
export function writeFacts(tx: Sql, keys: KeyRing, change: Change, personId: number): Promise<unknown>[] {
  const at = change.events[0]!.at
  const common = { ticketId: change.after.ticket.id, personId, at }
  const byKind = new Map<FactKind, object[]>()
  for (const { kind, row } of change.facts) {
    const words =
      'words' in row ? { wordsSealed: hex(sealWords(keys, row.words, `${kind}.words`)), words: undefined } : {}
    byKind.set(kind, [...(byKind.get(kind) ?? []), { ...row, ...words, ...common }])
  }
  return [...byKind].map(([kind, rows]) => tx.query(WRITERS[kind], [JSON.stringify(rows)], `fact-${kind}`))
}

type Column<K extends FactKind> = Exclude<keyof Facts[K], 'words'> | 'ticketId' | 'personId' | 'at' | 'wordsSealed'

/** Columns of the JSON rows, named as the rules name them. */
const from = <K extends FactKind>(columns: Partial<Record<Column<K> & string, string>>) =>
  `json_to_recordset($1::json) AS r (${Object.entries(columns)
    .map(([name, type]) => `"${name}" ${type as string}`)
    .join(', ')})`

const WRITERS: Record<FactKind, string> = {
  reply: `INSERT INTO reply (assignment_id, round, at, person_id, outcome, words_sealed)
    SELECT "assignmentId", round, at, "personId", outcome, "wordsSealed" FROM ${from<'reply'>({
      assignmentId: 'bigint',
      round: 'smallint',
      at: 'timestamptz',
      personId: 'int',
      outcome: 'text',
      wordsSealed: 'bytea',
    })}`,
  judgement: `UPDATE reply SET state = r.state FROM ${from<'judgement'>({ assignmentId: 'bigint', round: 'smallint', state: 'text' })}
    WHERE reply.assignment_id = r."assignmentId" AND reply.round = r.round AND reply.state = 'submitted'`,
  callback: `WITH r AS (SELECT * FROM ${from<'callback'>({
    ticketId: 'bigint',
    round: 'smallint',
    attempt: 'smallint',
    at: 'timestamptz',
    personId: 'int',
    reached: 'boolean',
    solved: 'text',
    resultGrade: 'smallint',
    mannerGrade: 'smallint',
    wordsSealed: 'bytea',
    contacted: 'json',
  })}), made AS (
    INSERT INTO callback (ticket_id, round, attempt, at, person_id, reached, solved, result_grade, manner_grade, words_sealed)
    SELECT "ticketId", round, attempt, at, "personId", reached, solved, "resultGrade", "mannerGrade", "wordsSealed" FROM r RETURNING id
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
}
