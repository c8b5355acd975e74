import type { OfficeHours } from '#domain/clock/calendar'
import type { HolidayYear } from '#domain/clock/holidays'
import type { ClockPolicy } from '#domain/clock/policy'
import type { RuleContent } from '#domain/rules/change'
import type { RuleChangeKind, RuleChangeState } from '#domain/rules/words'
import type { Sql, Tx } from './database'

/** Changes of limits, holidays and office hours, and what they take the place of. */

export interface RuleChangeRow {
  id: number
  kind: RuleChangeKind
  state: RuleChangeState
  content: RuleContent
  before: RuleContent | null
  reason: string
  effectiveOn: string
  openToo: boolean
  proposedAt: Date
  proposedBy: number
  proposer: string
  decidedAt: Date | null
  decider: string | null
  note: string | null
  inForceAt: Date | null
  looked: number | null
  moved: number
  kept: number
  finishedAt: Date | null
}

const CHANGE = `c.id, c.kind, c.state, c.content, c.before, c.reason, to_char(c.effective_on, 'YYYY-MM-DD') AS "effectiveOn",
  c.open_too AS "openToo", c.proposed_at AS "proposedAt", c.proposed_by AS "proposedBy", p.name AS proposer,
  c.decided_at AS "decidedAt", d.name AS decider, c.note, c.in_force_at AS "inForceAt", r.looked, r.finished_at AS "finishedAt",
  (SELECT count(*)::int FROM clock_move m WHERE m.change_id = c.id AND m.moved) AS moved,
  (SELECT count(*)::int FROM clock_move m WHERE m.change_id = c.id AND NOT m.moved) AS kept`
const FROM = `FROM rule_change c JOIN person p ON p.id = c.proposed_by LEFT JOIN person d ON d.id = c.decided_by
  LEFT JOIN recalculation r ON r.change_id = c.id`

export const newestChanges = (sql: Sql, limit: number) =>
  sql.query<RuleChangeRow>(`SELECT ${CHANGE} ${FROM} ORDER BY c.id DESC LIMIT $1`, [limit])

export async function findChange(sql: Sql, id: number): Promise<RuleChangeRow | null> {
  const [row] = await sql.query<RuleChangeRow>(`SELECT ${CHANGE} ${FROM} WHERE c.id = $1`, [id])
  return row ?? null
}

/** One change is decided, and comes into force, after the other. */
export const lockChanges = (tx: Tx) => tx.query('SELECT pg_advisory_xact_lock(12345017)')

export interface NewChange {
  kind: RuleChangeKind
  content: RuleContent
  reason: string
  effectiveOn: string
  openToo: boolean
  personId: number
  now: Date
}

export async function insertChange(tx: Tx, change: NewChange): Promise<number> {
  const { kind, content, reason, effectiveOn, openToo, personId, now } = change
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO rule_change (kind, state, content, reason, effective_on, open_too, proposed_at, proposed_by)
     VALUES ($1, 'proposed', $2, $3, $4, $5, $6, $7) RETURNING id`,
    [kind, JSON.stringify(content), reason, effectiveOn, openToo, now, personId],
  )
  return row!.id
}

export const decideChange = (
  tx: Tx,
  id: number,
  decision: { state: 'approved' | 'rejected'; note: string | null; personId: number; now: Date },
) =>
  tx.query('UPDATE rule_change SET state = $2, note = $3, decided_by = $4, decided_at = $5 WHERE id = $1', [
    id,
    decision.state,
    decision.note,
    decision.personId,
    decision.now,
  ])

/** Marks it in force with what it took the place of, and the beginning of the counting anew; everybody reads the rules again. */
export async function markInForce(tx: Tx, id: number, before: RuleContent | null, now: Date) {
  await tx.query(`UPDATE rule_change SET state = 'inForce', before = $2, in_force_at = $3 WHERE id = $1`, [
    id,
    before && JSON.stringify(before),
    now,
  ])
  await tx.query('INSERT INTO recalculation (change_id, started_at) VALUES ($1, $2)', [id, now])
  await tx.query('UPDATE region SET loaded_at = clock_timestamp()')
}

/** A stored version is what tickets were promised: the same policy is not stored twice, another gets the next number. */
export async function putPolicy(tx: Tx, policy: ClockPolicy): Promise<ClockPolicy | null> {
  const [before] = await tx.query<{ policy: ClockPolicy }>('SELECT policy FROM clock_policy WHERE active')
  const [same] = await tx.query<{ id: number }>(
    'SELECT id FROM clock_policy WHERE code = $1 AND version = $2 AND policy = $3::jsonb',
    [policy.code, policy.version, JSON.stringify(policy)],
  )
  const id = same?.id ?? (await addPolicy(tx, policy))
  await tx.query('UPDATE clock_policy SET active = false WHERE active AND id <> $1', [id])
  await tx.query('UPDATE clock_policy SET active = true WHERE id = $1', [id])
  return before?.policy ?? null
}

async function addPolicy(tx: Tx, policy: ClockPolicy): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `WITH next AS (SELECT greatest($2::int, coalesce(max(version), 0) + 1) AS version FROM clock_policy WHERE code = $1)
     INSERT INTO clock_policy (code, version, label, policy)
     SELECT $1, version, $3, jsonb_set($4::jsonb, '{version}', to_jsonb(version)) FROM next RETURNING id`,
    [policy.code, policy.version, policy.label, JSON.stringify(policy)],
  )
  return row!.id
}

export const listPolicies = (sql: Sql) =>
  sql.query<{ id: number; policy: ClockPolicy; active: boolean; createdAt: Date }>(
    'SELECT id, policy, active, created_at AS "createdAt" FROM clock_policy ORDER BY active DESC, code, version DESC',
  )

interface YearRow {
  year: number
  published: boolean
  source: string
}

/** Years as people read them: days in a row with one name are one holiday. */
export async function listYears(sql: Sql): Promise<HolidayYear[]> {
  const years = await sql.query<YearRow>('SELECT year, published, source FROM calendar_year ORDER BY year DESC')
  const days = await sql.query<{ day: string; year: number; name: string; off: boolean }>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, year, name, off FROM calendar_day ORDER BY calendar_day.day`,
  )
  return years.map(({ year, published, source }) => {
    const own = days.filter((each) => each.year === year)
    return {
      year,
      notices: published ? [source] : [],
      off: inRows(own.filter(({ off }) => off)),
      work: own.filter(({ off }) => !off).map(({ name, day }) => ({ name, day })),
    }
  })
}

function inRows(days: { day: string; name: string }[]): { name: string; from: string; to: string }[] {
  const rows: { name: string; from: string; to: string }[] = []
  for (const { day, name } of days) {
    const last = rows.at(-1)
    if (last && last.name === name && nextDay(last.to) === day) last.to = day
    else rows.push({ name, from: day, to: day })
  }
  return rows
}

const nextDay = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

/** Replaces the year; answers what it was. */
export async function putYear(tx: Tx, content: HolidayYear): Promise<HolidayYear> {
  const { year, notices, off, work } = content
  const before = (await listYears(tx)).find((each) => each.year === year)
  await tx.query(
    `INSERT INTO calendar_year (year, published, source, decided) VALUES ($1, $2, $3, true)
     ON CONFLICT (year) DO UPDATE SET published = excluded.published, source = excluded.source, decided = true`,
    [year, notices.length > 0, notices.join(' ')],
  )
  const days = [
    ...off.flatMap(({ name, from, to }) => daysBetween(from, to).map((day) => ({ day, name, off: true }))),
    ...work.map(({ name, day }) => ({ day, name, off: false })),
  ]
  await tx.query('DELETE FROM calendar_day WHERE year = $1', [year])
  await tx.query(
    `INSERT INTO calendar_day (day, year, name, off) SELECT day, $1, name, off
     FROM json_to_recordset($2::json) AS r(day date, name text, off boolean)
     ON CONFLICT (day) DO UPDATE SET year = excluded.year, name = excluded.name, off = excluded.off`,
    [year, JSON.stringify(days)],
  )
  return before ?? { year, notices: [], off: [], work: [] }
}

function daysBetween(from: string, to: string): string[] {
  const days = [from]
  while (days.at(-1)! < to) days.push(nextDay(days.at(-1)!))
  return days
}

export async function putHours(tx: Tx, unitId: number, officeHours: OfficeHours | null): Promise<OfficeHours | null> {
  const [before] = await tx.query<{ officeHours: OfficeHours | null }>(
    'SELECT office_hours AS "officeHours" FROM unit WHERE id = $1 FOR UPDATE',
    [unitId],
  )
  await tx.query('UPDATE unit SET office_hours = $2 WHERE id = $1', [
    unitId,
    officeHours && JSON.stringify(officeHours),
  ])
  return before!.officeHours
}
