import type { Actor, Role } from '#domain/access'
import type { RegionRules } from '#domain/workflow/region'
import type { Desk } from '#domain/words'
import type { Sql } from '#data/database'

interface PersonFound {
  id: number
  name: string
  unitId: number
  path: string
  desk: Desk | null
  roles: Role[]
}

/** Who acts in the demo: the people the region was loaded with. */
export class Cast {
  private readonly byRole = new Map<Role, Actor[]>()
  private readonly byUnit = new Map<number, Actor[]>()
  private readonly byHeaded = new Map<number, Actor[]>()
  private readonly byDesk = new Map<Desk, Actor[]>()

  constructor(
    people: readonly PersonFound[],
    private readonly region: RegionRules,
  ) {
    for (const { id, name, unitId, path, desk, roles } of people) {
      const actor: Actor = { personId: id, name, unitId, unitPath: path, roles }
      for (const role of roles) add(this.byRole, role, actor)
      if (roles.includes('handler')) add(this.byUnit, unitId, actor)
      if (roles.includes('unitLead')) add(this.byHeaded, unitId, actor)
      if (desk && roles.includes('operator')) add(this.byDesk, desk, actor)
    }
  }

  static async load(db: Sql, region: RegionRules): Promise<Cast> {
    const people = await db.query<PersonFound>(
      `SELECT p.id, p.name, p.unit_id AS "unitId", u.path, p.desk, array_agg(r.role ORDER BY r.role) AS roles
       FROM person p JOIN unit u ON u.id = p.unit_id JOIN person_role r ON r.person_id = p.id
       WHERE p.active GROUP BY p.id, u.path ORDER BY p.id`,
    )
    return new Cast(people, region)
  }

  operators(desk: Desk): readonly Actor[] {
    return this.byDesk.get(desk) ?? this.of('operator')
  }

  of(role: Role): readonly Actor[] {
    const actors = this.byRole.get(role)
    if (!actors) throw new Error(`没有人担任 ${role}，请先装入基础数据（npm run seed）`)
    return actors
  }

  /** Registers and dispatches in one act. */
  get both(): readonly Actor[] {
    return this.of('dispatcher').filter(({ roles }) => roles.includes('operator'))
  }

  /** The unit's own people, or the nearest above it. */
  handlers(unitId: number): readonly Actor[] {
    return this.nearest(this.byUnit, unitId)
  }

  /** Who leads the unit, or the nearest above it. */
  heads(unitId: number): readonly Actor[] {
    return this.nearest(this.byHeaded, unitId)
  }

  private nearest(people: Map<number, Actor[]>, unitId: number): readonly Actor[] {
    for (let at: number | null = unitId; at !== null; at = this.region.units.get(at)?.parentId ?? null) {
      const found = people.get(at)
      if (found) return found
    }
    return []
  }
}

function add<K>(map: Map<K, Actor[]>, key: K, actor: Actor) {
  map.set(key, [...(map.get(key) ?? []), actor])
}
