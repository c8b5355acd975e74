import { Injectable } from '@nestjs/common'
import { DESK_ITSELF, NO_COUNTS, plus, ratesOf } from '#domain/calls/figures'
import type { CallFigures as Figures, FigureLine } from '#domain/calls/views'
import { Refusal } from '#domain/refusals'
import { type FigureRow, figuresBetween } from '#data/calls/figure-rows'
import { Database } from '#data/database'

const LONGEST_DAYS = 400

/** The figures of the telephone over a period, per desk and per operator. */
@Injectable()
export class CallFigures {
  constructor(private readonly db: Database) {}

  /** Local days, both included. */
  async between(from: string, to: string): Promise<Figures> {
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
    if (!(days >= 0 && days <= LONGEST_DAYS))
      throw new Refusal('invalidInput', { fields: { to: [`结束日期应不早于开始日期，最长 ${LONGEST_DAYS} 天`] } })
    const rows = await figuresBetween(this.db, { from, to, personId: null })
    const desks = rows.filter(({ personId }) => personId === DESK_ITSELF)
    const total = desks.reduce((sum, row) => plus(sum, row), NO_COUNTS)
    return {
      from,
      to,
      total: { ...total, ...ratesOf(total) },
      desks: desks.map(lineOf),
      people: rows.filter(({ personId }) => personId !== DESK_ITSELF).map(lineOf),
    }
  }
}

const lineOf = (row: FigureRow): FigureLine => ({ ...row, ...ratesOf(row) })
