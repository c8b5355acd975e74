import { Injectable } from '@nestjs/common'
import { PRESETS } from '#domain/appraisal/rule-set'
import { type FrozenRanks, seatsOf } from '#domain/appraisal/snail-seat'
import type { SeatView } from '#domain/appraisal/views'
import { UNIT_KINDS, type UnitKind } from '#domain/words'
import { Database } from '#data/database'
import { monthlyRanks } from '#data/frozen'
import { Region } from '../region'

/** Long enough for every seat that could still matter. */
const MONTHS = 60

/** 蜗牛席, from the frozen months alone: nobody writes a seat down, and nobody can take one away. */
@Injectable()
export class Seats {
  constructor(
    private readonly db: Database,
    private readonly region: Region,
  ) {}

  async all(): Promise<SeatView[]> {
    const [region, rows] = await Promise.all([this.region.current(), monthlyRanks(this.db, MONTHS)])
    return [...grouped(rows, ({ groupKind }) => groupKind)]
      .flatMap(([kind, ranks]) =>
        seatsOf(byMonth(ranks), PRESETS.A.rules.seatMinUnits).map((seat) => ({
          ...seat,
          evidence: [...seat.evidence],
          unitName: region.units.get(seat.unitId)?.name ?? String(seat.unitId),
          group: UNIT_KINDS[kind as UnitKind],
        })),
      )
      .toSorted((a, b) => (a.since < b.since ? 1 : -1))
  }
}

const byMonth = (rows: readonly { month: string; unitId: number; rank: number }[]): FrozenRanks[] =>
  [...grouped(rows, ({ month }) => month)].map(([month, of]) => ({
    month,
    ranks: new Map(of.map(({ unitId, rank }) => [unitId, rank])),
  }))

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row])
  return found
}
