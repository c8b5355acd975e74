import { Injectable } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { shownNumber } from '#domain/numbers'
import { countRectifications, RECTIFICATION_TARGET, rectificationRate } from '#domain/rectification'
import type { Page, RectificationFigure, RectificationRow } from '#domain/views'
import { Database } from '#data/database'
import {
  type MonthlyRectification,
  type OpenRectification,
  openRectifications,
  rectificationsBetween,
} from '#data/rectifications'
import { scopeOf } from '#data/scope'
import { Region } from '../region'

/** 整改: what is owed after bad reviews in real names, and how much of it was put right in time. */
@Injectable()
export class Rectifications {
  constructor(
    private readonly db: Database,
    private readonly region: Region,
  ) {}

  async page(
    actor: Actor,
    state: 'open' | 'submitted',
    after: string | undefined,
    limit: number,
  ): Promise<Page<RectificationRow>> {
    const scope = scopeOf(actor, await this.region.current())
    const found = await openRectifications(this.db, { scope, state, after, limit })
    return { ...found, items: found.items.map(rowOf) }
  }

  /** Of the bad reviews of a local month, as far as this person sees units. */
  async figure(actor: Actor, month: string, now = new Date()): Promise<RectificationFigure> {
    const region = await this.region.current()
    const [from, to] = localMonth(month)
    const rows = await rectificationsBetween(this.db, scopeOf(actor, region), from, to)
    const units = [...byUnit(rows)].map(([unitId, own]) => ({
      unitId,
      unitName: region.units.get(unitId)?.name ?? '',
      ...figureOf(own, now),
    }))
    units.sort((a, b) => (a.rate ?? 2) - (b.rate ?? 2) || b.opened - a.opened || a.unitId - b.unitId)
    return { month, target: RECTIFICATION_TARGET, total: figureOf(rows, now), units }
  }
}

function figureOf(rows: MonthlyRectification[], now: Date) {
  const counts = countRectifications(rows, now)
  return { ...counts, rate: rectificationRate(counts) }
}

function byUnit(rows: MonthlyRectification[]): Map<number, MonthlyRectification[]> {
  const found = new Map<number, MonthlyRectification[]>()
  for (const row of rows) found.set(row.unitId, [...(found.get(row.unitId) ?? []), row])
  return found
}

function localMonth(month: string): [Date, Date] {
  const [year, number] = month.split('-').map(Number)
  const start = (index: number) => new Date(Date.UTC(year!, index, 1) - 8 * 3_600_000)
  return [start(number! - 1), start(number!)]
}

function rowOf({ redoCount, place: _place, ...row }: OpenRectification): RectificationRow {
  return {
    ...row,
    shownNumber: shownNumber(row.number, redoCount),
    openedAt: row.openedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
  }
}
