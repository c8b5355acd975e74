import { addTallies, type Tally, TALLY_KEYS } from '#domain/appraisal/tally'
import type { Basis } from '#domain/appraisal/figures'
import type { LocalDay } from '#domain/local-day'
import { columnOf, FIGURE_COLUMNS } from './figure-columns'
import type { Sql } from './database'

export interface FiguresAsked {
  basis: Basis
  from: LocalDay
  to: LocalDay
}

const SUMS = FIGURE_COLUMNS.map((name) => `sum(${name})::int AS ${name}`).join(', ')
const SOME = (from: string) =>
  `SELECT unit_id, ${FIGURE_COLUMNS.join(', ')} FROM ${from} WHERE basis = $1 AND day BETWEEN $2::date AND $3::date`

/** The counts of every unit in a stretch of days: what is folded, and what was added since. The tickets are not looked at. */
export async function tallies(db: Sql, { basis, from, to }: FiguresAsked): Promise<Map<number, Tally>> {
  const rows = await db.query<{ unit_id: number } & Record<string, number>>(
    `SELECT unit_id, ${SUMS} FROM (${SOME('figure')} UNION ALL ${SOME('figure_delta')}) f GROUP BY unit_id`,
    [basis, from, to],
    'unit-tallies',
  )
  return new Map(rows.map((row) => [row.unit_id, tallyFrom(row)]))
}

const tallyFrom = (row: Record<string, number>): Tally =>
  addTallies([Object.fromEntries(TALLY_KEYS.map((key) => [key, row[columnOf(key)]!]))])

const BATCH = 20_000

/** Folds what was appended into its day. One statement: a reader sees it in one place or in the other, never in both. */
export async function foldFigures(db: Sql): Promise<number> {
  const [done] = await db.query<{ taken: string }>(FOLD, [BATCH])
  return Number(done!.taken)
}

const FOLD = `
  WITH taken AS (
    DELETE FROM figure_delta WHERE id IN (SELECT id FROM figure_delta ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING *
  ), folded AS (
    INSERT INTO figure (basis, day, unit_id, ${FIGURE_COLUMNS.join(', ')})
    SELECT basis, day, unit_id, ${FIGURE_COLUMNS.map((name) => `sum(${name})`).join(', ')} FROM taken GROUP BY basis, day, unit_id
    ORDER BY basis, day, unit_id
    ON CONFLICT (basis, day, unit_id) DO UPDATE SET
      ${FIGURE_COLUMNS.map((name) => `${name} = figure.${name} + excluded.${name}`).join(', ')}
  ) SELECT count(*) AS taken FROM taken`
