import { newFacts } from '#domain/appraisal/fact'
import { figureDeltas } from '#domain/appraisal/figures'
import type { Change } from '#domain/workflow/change'
import { columnOf, FIGURE_COLUMNS } from './figure-columns'
import type { TallyKey } from '#domain/appraisal/tally'

/** What an act leaves for the appraisal, as two parts of the statement that writes it. */

export const factRows = (change: Change) =>
  newFacts(change).map(({ judgement, ...fact }) => ({
    ...fact,
    verdict: judgement.kind,
    judgedAt: judgement.at,
    contacted: judgement.kind === 'valid' ? judgement.contacted : null,
    solved: judgement.kind === 'valid' ? judgement.solved : null,
    grade: judgement.kind === 'valid' ? judgement.grade : null,
  }))

export const deltaRows = ({ before, after }: Pick<Change, 'before' | 'after'>) =>
  figureDeltas(before, after).map(({ basis, day, unitId, counts }) => ({
    basis,
    day,
    unit_id: unitId,
    ...Object.fromEntries(Object.entries(counts).map(([key, count]) => [columnOf(key as TallyKey), count])),
  }))

/** A round is judged once more when a rating comes after the last attempt. */
export const insertFacts = (param: string) =>
  `INSERT INTO appraisal_fact (assignment_id, round, ticket_id, unit_id, role, line, registered_at, dispatched_at, signed_on_time,
     contacted_on_time, replied_on_time, verdict, judged_at, contacted, solved, grade)
   SELECT "assignmentId", round, "ticketId", "unitId", role, line, "registeredAt", "dispatchedAt", "signedOnTime",
     "contactedOnTime", "repliedOnTime", verdict, "judgedAt", contacted, solved, grade
   FROM json_to_recordset(${param}::json) AS r ("assignmentId" bigint, round smallint, "ticketId" bigint, "unitId" int, role text,
     line text, "registeredAt" timestamptz, "dispatchedAt" timestamptz, "signedOnTime" boolean, "contactedOnTime" boolean,
     "repliedOnTime" boolean, verdict text, "judgedAt" timestamptz, contacted boolean, solved text, grade smallint)
   ON CONFLICT (assignment_id, round) DO UPDATE SET verdict = excluded.verdict, judged_at = excluded.judged_at,
     contacted = excluded.contacted, solved = excluded.solved, grade = excluded.grade`

const COUNTS = FIGURE_COLUMNS.join(', ')

export const insertDeltas = (param: string) =>
  `INSERT INTO figure_delta (basis, day, unit_id, ${COUNTS})
   SELECT basis, day, unit_id, ${FIGURE_COLUMNS.map((name) => `coalesce(${name}, 0)`).join(', ')}
   FROM json_to_recordset(${param}::json) AS r (basis text, day date, unit_id int, ${FIGURE_COLUMNS.map((name) => `${name} int`).join(', ')})`
