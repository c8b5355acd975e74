import { newFacts } from '#domain/appraisal/fact'
import { type FigureDelta, figureDeltas } from '#domain/appraisal/figures'
import type { Change } from '#domain/workflow/change'
import { columnOf, FIGURE_COLUMNS } from './figure-columns'
import type { Tally, TallyKey } from '#domain/appraisal/tally'

/** What an act leaves for the appraisal, as two parts of the statement that writes it. */

export const factRows = (change: Change) =>
  newFacts(change).map(({ judgement, ...fact }) => ({
    assignment_id: fact.assignmentId,
    round: fact.round,
    ticket_id: fact.ticketId,
    unit_id: fact.unitId,
    role: fact.role,
    line: fact.line,
    registered_at: fact.registeredAt,
    dispatched_at: fact.dispatchedAt,
    signed_on_time: fact.signedOnTime,
    contacted_on_time: fact.contactedOnTime,
    replied_on_time: fact.repliedOnTime,
    verdict: judgement.kind,
    judged_at: judgement.at,
    contacted: judgement.kind === 'valid' ? judgement.contacted : null,
    solved: judgement.kind === 'valid' ? judgement.solved : null,
    grade: judgement.kind === 'valid' ? judgement.grade : null,
  }))

export const deltaRows = ({ before, after }: Pick<Change, 'before' | 'after'>) =>
  figureDeltas(before, after).map(({ counts, ...of }) => countRow(of, counts))

/** A row of counts; those that are not there count as nothing. */
export const countRow = ({ basis, day, unitId }: Omit<FigureDelta, 'counts'>, counts: Partial<Tally>) => ({
  basis,
  day,
  unit_id: unitId,
  ...Object.fromEntries(Object.entries(counts).map(([key, count]) => [columnOf(key as TallyKey), count])),
})

/** A round is judged once more when a rating comes after the last attempt. */
export const insertFacts = (param: string) =>
  `INSERT INTO appraisal_fact (${FACT.map(([name]) => name).join(', ')}) SELECT ${FACT.map(([name]) => name).join(', ')}
   FROM json_to_recordset(${param}::json) AS r (${FACT.map((column) => column.join(' ')).join(', ')})
   ON CONFLICT (assignment_id, round) DO UPDATE SET verdict = excluded.verdict, judged_at = excluded.judged_at,
     contacted = excluded.contacted, solved = excluded.solved, grade = excluded.grade`

const FACT = [
  ['assignment_id', 'bigint'],
  ['round', 'smallint'],
  ['ticket_id', 'bigint'],
  ['unit_id', 'int'],
  ['role', 'text'],
  ['line', 'text'],
  ['registered_at', 'timestamptz'],
  ['dispatched_at', 'timestamptz'],
  ['signed_on_time', 'boolean'],
  ['contacted_on_time', 'boolean'],
  ['replied_on_time', 'boolean'],
  ['verdict', 'text'],
  ['judged_at', 'timestamptz'],
  ['contacted', 'boolean'],
  ['solved', 'text'],
  ['grade', 'smallint'],
] as const

export const insertDeltas = (param: string) =>
  `INSERT INTO figure_delta (basis, day, unit_id, ${FIGURE_COLUMNS.join(', ')})
   SELECT basis, day, unit_id, ${FIGURE_COLUMNS.map((name) => `coalesce(${name}, 0)`).join(', ')}
   FROM json_to_recordset(${param}::json) AS r (basis text, day date, unit_id int, ${FIGURE_COLUMNS.map((name) => `${name} int`).join(', ')})`
