import type { FrozenKind, RankKept } from '#domain/appraisal/frozen'
import type { PresetName, RuleSet } from '#domain/appraisal/rule-set'
import { addTallies, type Tally } from '#domain/appraisal/tally'
import { addDays, type LocalDay } from '#domain/local-day'
import type { Sql } from './database'
import { named } from './named'

export interface FrozenRow {
  id: number
  kind: FrozenKind
  from: LocalDay
  to: LocalDay
  preset: PresetName
  rules: RuleSet
  cutOff: Date
  proposedBy: string
  frozenBy: string
  frozenAt: Date
  facts: number
  factsHash: string
  hash: string
}

export interface ProposalRow {
  kind: FrozenKind
  from: LocalDay
  preset: PresetName
  personId: number
  by: string
  at: Date
}

const FROZEN = `SELECT f.id, f.kind, to_char(f.from_day, 'YYYY-MM-DD') AS "from", to_char(f.to_day, 'YYYY-MM-DD') AS "to", f.preset, f.rules,
    f.cut_off AS "cutOff", p.name AS "proposedBy", s.name AS "frozenBy", f.frozen_at AS "frozenAt", f.facts,
    encode(f.facts_hash, 'hex') AS "factsHash", encode(f.hash, 'hex') AS hash
  FROM frozen_period f JOIN person p ON p.id = f.proposed_by JOIN person s ON s.id = f.frozen_by`

export const frozenPeriods = (db: Sql, limit = 60) =>
  db.query<FrozenRow>(`${FROZEN} ORDER BY f.from_day DESC, f.id DESC LIMIT $1`, [limit], 'frozen-periods')

export async function findFrozen(db: Sql, kind: FrozenKind, from: LocalDay): Promise<FrozenRow | null> {
  return (
    (await db.query<FrozenRow>(`${FROZEN} WHERE f.kind = $1 AND f.from_day = $2`, [kind, from], 'frozen-one'))[0] ??
    null
  )
}

const PROPOSAL = `SELECT f.kind, to_char(f.from_day, 'YYYY-MM-DD') AS "from", f.preset, f.person_id AS "personId", p.name AS by, f.at
  FROM freeze_proposal f JOIN person p ON p.id = f.person_id`

export const proposals = (db: Sql) => db.query<ProposalRow>(`${PROPOSAL} ORDER BY f.from_day`, [], 'freeze-proposals')

/** Locked, so that of two signatures at once one finds it gone. */
export async function takeProposal(tx: Sql, kind: FrozenKind, from: LocalDay): Promise<ProposalRow | null> {
  const asked = `${PROPOSAL} WHERE f.kind = $1 AND f.from_day = $2 FOR UPDATE OF f`
  return (await tx.query<ProposalRow>(asked, [kind, from]))[0] ?? null
}

export async function propose(db: Sql, kind: FrozenKind, from: LocalDay, preset: PresetName, personId: number) {
  const sql = `INSERT INTO freeze_proposal (kind, from_day, preset, at, person_id) VALUES ($1, $2, $3, now(), $4)
    ON CONFLICT (kind, from_day) DO NOTHING`
  await db.query(sql, [kind, from, preset, personId])
}

export async function dropProposal(db: Sql, kind: FrozenKind, from: LocalDay): Promise<void> {
  await db.query('DELETE FROM freeze_proposal WHERE kind = $1 AND from_day = $2', [kind, from])
}

export interface Freezing {
  kind: FrozenKind
  from: LocalDay
  to: LocalDay
  preset: PresetName
  rules: RuleSet
  cutOff: Date
  proposal: ProposalRow
  personId: number
}

/**
 * Who stood where at the cut-off. Of each assignment the last valid answer speaks; one that was given in the period counts or
 * is excluded. Without any, one that was not reached at last is without a valid callback; what was registered in the period
 * and has no answer at all is not yet due.
 */
const COPY_FACTS = named(`
  WITH said AS MATERIALIZED (
    SELECT f.* FROM appraisal_fact f
    WHERE f.judged_at >= @from::timestamptz AND f.judged_at < @after::timestamptz AND f.judged_at <= @cutOff::timestamptz
      AND NOT EXISTS (SELECT FROM appraisal_fact n WHERE n.assignment_id = f.assignment_id AND n.judged_at <= @cutOff::timestamptz
        AND (n.verdict = 'valid' AND (n.round > f.round OR f.verdict <> 'valid') OR f.verdict <> 'valid' AND n.round > f.round))
  ), open AS (
    SELECT a.* FROM ticket t JOIN assignment a ON a.ticket_id = t.id
    WHERE t.number >= @firstNumber::text AND t.number < @afterNumber::text AND a.role <> 'copy' AND a.parent_id IS NULL
      AND a.state IN ('pending','signed','replied','accepted') AND t.state IN ('registered','handling','callback')
      AND NOT EXISTS (SELECT FROM appraisal_fact f WHERE f.assignment_id = a.id AND f.judged_at <= @cutOff::timestamptz)
  )
  INSERT INTO frozen_fact (frozen_id, assignment_id, round, ticket_id, unit_id, role, standing, why, judged_at, contacted, solved, grade)
  SELECT @id::int, assignment_id, round, ticket_id, unit_id, role,
    CASE WHEN excluded IS NOT NULL THEN 'excluded' WHEN verdict = 'valid' THEN 'counted' ELSE 'invalid' END,
    CASE WHEN excluded IS NOT NULL THEN excluded WHEN verdict <> 'valid' THEN verdict END, judged_at, contacted, solved, grade FROM said
  UNION ALL
  SELECT @id::int, id, round, ticket_id, unit_id, role, 'open', state, NULL, NULL, NULL, NULL FROM open`)

const LINE = `concat_ws('|', assignment_id, round, ticket_id, unit_id, role, standing, coalesce(why, '-'),
  coalesce((extract(epoch FROM judged_at) * 1000000)::bigint::text, '-'), coalesce(contacted::text, '-'), coalesce(solved, '-'), coalesce(grade::text, '-'))`

/** One hash over every fact of a period, in one order. */
export async function hashOfFacts(db: Sql, frozenId: number): Promise<{ facts: number; hash: string }> {
  const [row] = await db.query<{ facts: number; hash: string }>(
    `SELECT count(*)::int AS facts, encode(sha256(convert_to(coalesce(string_agg(${LINE}, E'\\n' ORDER BY assignment_id, round), ''), 'UTF8')), 'hex') AS hash
     FROM frozen_fact WHERE frozen_id = $1`,
    [frozenId],
  )
  return row!
}

export async function reserveFrozenId(tx: Sql): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `SELECT nextval(pg_get_serial_sequence('frozen_period', 'id'))::int AS id`,
  )
  return row!.id
}

export async function copyFacts(
  tx: Sql,
  id: number,
  { from, to, cutOff }: Pick<Freezing, 'from' | 'to' | 'cutOff'>,
  bounds: { from: Date; to: Date },
) {
  const digits = (day: LocalDay) => day.slice(2).replaceAll('-', '')
  const given = {
    id,
    from: bounds.from,
    after: bounds.to,
    cutOff,
    firstNumber: digits(from),
    afterNumber: digits(addDays(to, 1)),
  }
  await tx.query(COPY_FACTS.text, COPY_FACTS.values(given))
}

export async function frozenTallies(db: Sql, frozenId: number): Promise<Map<number, Tally>> {
  const counts = ['lead', 'assist'].flatMap((role) =>
    [
      ['valid', 'true'],
      ['contacted', 'contacted'],
      ...['yes', 'partly', 'no'].map((solved) => [solved, `solved = '${solved}'`]),
      ...[5, 4, 3, 2, 1].map((grade) => [`grade${grade}`, `grade = ${grade}`]),
    ].map(([name, which]) => `count(*) FILTER (WHERE role = '${role}' AND ${which})::int AS "${role}.${name}"`),
  )
  const rows = await db.query<{ unitId: number } & Partial<Tally>>(
    `SELECT unit_id AS "unitId", ${counts.join(', ')} FROM frozen_fact WHERE frozen_id = $1 AND standing = 'counted' GROUP BY unit_id`,
    [frozenId],
  )
  return new Map(rows.map(({ unitId, ...tally }) => [unitId, addTallies([tally as Partial<Tally>])]))
}

export async function insertFrozen(
  tx: Sql,
  id: number,
  freezing: Freezing,
  facts: { facts: number; hash: string },
  hash: string,
) {
  const { kind, from, to, preset, rules, cutOff, proposal, personId } = freezing
  await tx.query(
    `INSERT INTO frozen_period (id, kind, from_day, to_day, preset, rules, cut_off, proposed_at, proposed_by, frozen_at, frozen_by, facts, facts_hash, hash)
     OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now(), $10, $11, decode($12, 'hex'), decode($13, 'hex'))`,
    [
      id,
      kind,
      from,
      to,
      preset,
      JSON.stringify(rules),
      cutOff,
      proposal.at,
      proposal.personId,
      personId,
      facts.facts,
      facts.hash,
      hash,
    ],
  )
}

export async function insertRanks(tx: Sql, id: number, ranks: readonly RankKept[]) {
  await tx.query(
    `INSERT INTO frozen_rank (frozen_id, unit_id, group_kind, rank, score, tally)
     SELECT $1, "unitId", "groupKind", rank, score, tally
     FROM json_to_recordset($2::json) AS r ("unitId" int, "groupKind" text, rank smallint, score text, tally jsonb)`,
    [id, JSON.stringify(ranks)],
  )
}

export const ranksKept = (db: Sql, frozenId: number) =>
  db.query<RankKept>(
    `SELECT unit_id AS "unitId", group_kind AS "groupKind", rank, score, tally FROM frozen_rank WHERE frozen_id = $1 ORDER BY group_kind, rank, unit_id`,
    [frozenId],
  )

/** The ranks of every frozen month, the oldest first: what seats are made of. */
export const monthlyRanks = (db: Sql, months: number) =>
  db.query<{ month: string; groupKind: string; unitId: number; rank: number }>(
    `SELECT to_char(p.to_day, 'YYYY-MM') AS month, r.group_kind AS "groupKind", r.unit_id AS "unitId", r.rank
     FROM (SELECT id, to_day FROM frozen_period WHERE kind = 'month' ORDER BY from_day DESC LIMIT $1) p
     JOIN frozen_rank r ON r.frozen_id = p.id WHERE r.rank IS NOT NULL ORDER BY p.to_day, r.group_kind, r.rank, r.unit_id`,
    [months],
    'monthly-ranks',
  )

/** Tickets whose facts are not what they were when the period was frozen. */
export const changedSince = (db: Sql, frozenId: number, limit = 100) =>
  db.query<{ number: string; ticketId: string }>(
    `SELECT DISTINCT t.number, t.id::text AS "ticketId" FROM frozen_fact z
     JOIN ticket t ON t.id = z.ticket_id
     LEFT JOIN appraisal_fact f ON f.assignment_id = z.assignment_id AND f.round = z.round
     WHERE z.frozen_id = $1 AND z.standing IN ('counted','invalid','excluded')
       AND (f.assignment_id IS NULL OR (f.judged_at, f.contacted, f.solved, f.grade, f.unit_id) IS DISTINCT FROM (z.judged_at, z.contacted, z.solved, z.grade, z.unit_id))
     ORDER BY t.number LIMIT $2`,
    [frozenId, limit],
  )
