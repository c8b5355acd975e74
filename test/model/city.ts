import { randomBytes } from 'node:crypto'
import { Database } from '#data/database'
import type { Actor, Role } from '#domain/access'
import type { TestApi } from '../world/api'
import { UNITS } from '../world/city'

type Name = keyof typeof UNITS

/** The small city of the samples, found again in the real one: its units by kind, and somebody of every role that acts. */
export class ModelCity {
  private constructor(
    private readonly real: ReadonlyMap<number, number>,
    private readonly parents: ReadonlyMap<number, number | null>,
    readonly actors: readonly Actor[],
  ) {}

  static async in(api: TestApi): Promise<ModelCity> {
    const db = api.app.get(Database)
    const rows = await db.query<{ id: number; kind: string; parentId: number | null; path: string }>(
      'SELECT id, kind, parent_id AS "parentId", path FROM unit WHERE active ORDER BY id',
    )
    const village = rows.find(({ kind, parentId }) => parentId !== null && kind !== 'center')!
    const departments = rows.filter(({ kind, parentId }) => kind === 'department' && parentId === null)
    const found: Record<Name, number> = {
      center: rows.find(({ kind }) => kind === 'center')!.id,
      town: village.parentId!,
      village: village.id,
      bureau: departments[0]!.id,
      water: departments[1]!.id,
      roads: departments[2]!.id,
    }
    const pathOf = new Map(rows.map(({ id, path }) => [id, path]))
    const actors: Actor[] = []
    for (const [unit, ...roles] of PEOPLE) actors.push(await person(db, found[unit], pathOf.get(found[unit])!, roles))
    return new ModelCity(
      new Map(Object.entries(UNITS).map(([name, { id }]) => [id, found[name as Name]])),
      new Map(rows.map(({ id, parentId }) => [id, parentId])),
      actors,
    )
  }

  /** A unit of a sample as the unit of the real city, and back. */
  toReal = (unitId: number) => this.real.get(unitId) ?? unitId
  toSample = (unitId: number) => [...this.real].find(([, real]) => real === unitId)?.[0] ?? unitId

  /** The unit and those above it: written down again, without paths. */
  above(unitId: number): number[] {
    const parent = this.parents.get(unitId) ?? null
    return parent === null ? [unitId] : [unitId, ...this.above(parent)]
  }
}

const PEOPLE: readonly (readonly [Name, ...Role[]])[] = [
  ['center', 'operator'],
  ['center', 'dispatcher'],
  ['center', 'dispatcher', 'operator'],
  ['center', 'callbackAgent'],
  ['center', 'supervisor'],
  ['center', 'leader'],
  ['center', 'oversight'],
  ['bureau', 'handler'],
  ['bureau', 'unitLead'],
  ['town', 'handler'],
  ['town', 'unitLead'],
  ['village', 'handler'],
  ['water', 'handler'],
  ['roads', 'unitLead'],
]

async function person(db: Database, unitId: number, unitPath: string, roles: readonly Role[]): Promise<Actor> {
  const login = `model-${randomBytes(6).toString('hex')}`
  const [row] = await db.query<{ id: number }>(
    'INSERT INTO person (login, name, unit_id) VALUES ($1, $1, $2) RETURNING id',
    [login, unitId],
  )
  for (const role of roles) await db.query('INSERT INTO person_role (person_id, role) VALUES ($1, $2)', [row!.id, role])
  return { personId: row!.id, name: login, unitId, unitPath, roles }
}
