import type { Sql } from './database'

/**
 * The days on which somebody is to look again: a shelving’s review, a difficult ticket’s next check, a plan that was promised.
 * Whoever is to look is told once for each day, however often this runs; answers how many were told.
 */
export async function remindOfDays(sql: Sql, today: string): Promise<number> {
  const [row] = await sql.query<{ told: number }>(REMIND, [today], 'remind-of-days')
  return row!.told
}

const OPEN = `state IN ('registered','handling','callback')`
const DUE = {
  shelved: 'SELECT id, review_on AS day FROM ticket WHERE shelved_at IS NOT NULL AND review_on <= $1::date',
  difficult: `SELECT id, check_on AS day FROM ticket WHERE difficult AND ${OPEN} AND check_on <= $1::date`,
  planned: `SELECT id, planned_on AS day FROM ticket WHERE planned_on <= $1::date AND closed_at IS NOT NULL`,
}

const REMIND = `
  WITH due AS (${Object.entries(DUE)
    .map(([what, select]) => `SELECT id, '${what}' AS what, day FROM (${select}) ${what}`)
    .join(' UNION ALL ')}),
  fresh AS (
    INSERT INTO day_reminder (ticket_id, what, day, at) SELECT id, what, day, now() FROM due
    ON CONFLICT DO NOTHING RETURNING ticket_id, what, day
  ), told AS (
    INSERT INTO notice (kind, ticket_id, role, at, data)
    SELECT 'day', ticket_id, CASE what WHEN 'shelved' THEN 'dispatcher' ELSE 'supervisor' END, now(),
      json_build_object('what', what, 'day', to_char(day, 'YYYY-MM-DD')) FROM fresh
    RETURNING 1
  ) SELECT count(*)::int AS told FROM told`
