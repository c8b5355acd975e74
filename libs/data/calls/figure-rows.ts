import { COUNTED, type Counts } from '#domain/calls/figures'
import type { Desk } from '#domain/words'
import type { Sql, Tx } from '../database'

/** The rows of figures, moved by whoever changes a call; nobody ever counts the calls themselves. */

const COLUMNS: Record<(typeof COUNTED)[number], string> = {
  offered: 'offered',
  answered: 'answered',
  answeredSoon: 'answered_soon',
  abandoned: 'abandoned',
  talkSeconds: 'talk_seconds',
  missed: 'missed',
  returned: 'returned',
}
const NAMES = COUNTED.map((key) => COLUMNS[key])

/** What is added to one row. */
export interface DayCounts {
  /** 'YYYY-MM-DD' where the hotline stands. */
  day: string
  desk: Desk
  personId: number
  counts: Counts
}

/** Adds to the rows of one desk, on the local day of a moment. */
export async function addCounts(tx: Tx, desk: Desk, at: Date, moved: ReadonlyMap<number, Counts>): Promise<void> {
  const day = LOCAL_DAY.format(at)
  const rows = [...moved].map(([personId, counts]) => ({ day, desk, personId, counts }))
  if (rows.length) await tx.query(ADD_COUNTS, [countsText(rows)], 'call-figures-add')
}

const LOCAL_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** The parameter of `ADD_COUNTS`. */
export const countsText = (rows: readonly DayCounts[]): string =>
  JSON.stringify(
    rows.map(({ day, desk, personId, counts }) => ({
      day,
      desk,
      person_id: personId,
      ...Object.fromEntries(COUNTED.map((key) => [COLUMNS[key], counts[key]])),
    })),
  )

/** In one order for everybody: two transactions never wait for each other in a circle. */
export const ADD_COUNTS = `
  INSERT INTO call_figure AS f (day, desk, person_id, ${NAMES.join(', ')})
  SELECT day, desk, person_id, ${NAMES.join(', ')}
  FROM json_to_recordset($1::json) AS r (day date, desk text, person_id int, ${NAMES.map((name) => `${name} int`).join(', ')})
  ORDER BY day, desk, person_id
  ON CONFLICT (day, desk, person_id) DO UPDATE SET ${NAMES.map((name) => `${name} = f.${name} + excluded.${name}`).join(', ')}`

export interface FigureRow extends Counts {
  desk: Desk
  personId: number
  name: string | null
}

/** Sums over the days from … to, both included; per desk and person, the desk itself as person 0. */
export function figuresBetween(
  sql: Sql,
  { from, to, personId }: { from: string; to: string; personId: number | null },
): Promise<FigureRow[]> {
  const [where, values, name] =
    personId === null
      ? ['f.day BETWEEN $1::date AND $2::date', [from, to], 'call-figures']
      : ['f.person_id = $3 AND f.day BETWEEN $1::date AND $2::date', [from, to, personId], 'call-figures-own']
  return sql.query<FigureRow & Record<string, unknown>>(
    `SELECT f.desk, f.person_id AS "personId", p.name, ${SUMS} FROM call_figure f JOIN person p ON p.id = f.person_id
     WHERE ${where} GROUP BY f.desk, f.person_id, p.name ORDER BY f.desk, f.person_id`,
    values,
    name,
  )
}

const SUMS = COUNTED.map((key) => `sum(f.${COLUMNS[key]})::int AS "${key}"`).join(', ')
