import { type Actor, can } from '#domain/access'
import { HOLDING } from '#domain/sight'
import type { RegionRules } from '#domain/workflow/region'

/** Whose tickets an actor may list: all, those of these units, or none. The same rule as `maySee`, for whole lists. */
export type Scope = { all: true } | { all: false; unitIds: number[] }

export function scopeOf(actor: Actor, region: RegionRules): Scope {
  if (can(actor.roles, 'ticket.see-all')) return { all: true }
  if (!can(actor.roles, 'ticket.see-unit') || !actor.unitPath) return { all: false, unitIds: [] }
  return { all: false, unitIds: unitsUnder(region, actor.unitPath) }
}

export function unitsUnder(region: RegionRules, path: string): number[] {
  return [...region.units.values()].filter((unit) => unit.path.startsWith(path)).map((unit) => unit.id)
}

/** For a query over tickets `t`; an empty list of units sees nothing. */
export function visible(scope: Scope, param: string): string {
  if (scope.all) return `${param}::int[] IS NOT NULL`
  return `EXISTS (SELECT FROM assignment s WHERE s.ticket_id = t.id AND s.unit_id = ANY(${param}::int[])
    AND s.state IN (${HOLDING.map((state) => `'${state}'`).join(', ')}))`
}

/** The units a person belongs to: the own one and those above it. */
export const unitsOf = (actor: Actor) => actor.unitPath.split('.').filter(Boolean).map(Number)

/** For a query over tickets `t`: leaves out what is reported of these units, which `sightOf` hides from their people. */
export const notAbout = (param: string) =>
  `NOT (t.accused_unit_id IS NOT NULL AND t.accused_unit_id = ANY(${param}::int[]) AND (t.type = 'report' OR t.confidential OR t.name_confidential))`
