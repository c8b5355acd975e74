/** 蜗牛席: by what the frozen months say, and by nothing else. */

/** One group in one frozen month, oldest month first where there are several. */
export interface FrozenRanks {
  /** 'YYYY-MM', the month it is called by. */
  month: string
  /** Rank of every ranked unit; those listed apart for a small sample are not here. */
  ranks: ReadonlyMap<number, number>
}

export interface Seat {
  unitId: number
  /** The three months that led to it, with the rank in each. */
  evidence: readonly { month: string; rank: number; of: number }[]
  since: string
  /** The frozen month that ended it; null while it lasts. */
  until: string | null
}

const LAST = 2
const MONTHS = 3

/**
 * In the last two of its group in three consecutive frozen months. Everyone tied at the boundary counts; a group with too few
 * ranked units has no last two, nor has one whose units all stand first; a month without a rank neither counts nor breaks the run; one month above the last two ends
 * the run, and the seat.
 */
export function seatsOf(months: readonly FrozenRanks[], minUnits: number): Seat[] {
  const seats: Seat[] = []
  const runs = new Map<number, Seat['evidence'][number][]>()
  for (const { month, ranks } of months) {
    if (ranks.size < minUnits) continue
    const boundary = boundaryOf(ranks)
    for (const [unitId, rank] of ranks) {
      const seat = seats.findLast((each) => each.unitId === unitId && !each.until)
      if (rank < boundary || rank === 1) {
        runs.delete(unitId)
        if (seat) seat.until = month
        continue
      }
      const run = [...(runs.get(unitId) ?? []), { month, rank, of: ranks.size }]
      runs.set(unitId, run)
      if (!seat && run.length >= MONTHS) seats.push({ unitId, evidence: run.slice(-MONTHS), since: month, until: null })
    }
  }
  return seats
}

/** The rank of the second from the bottom: who shares it is among the last two. */
function boundaryOf(ranks: ReadonlyMap<number, number>): number {
  return [...ranks.values()].toSorted((a, b) => b - a)[LAST - 1]!
}
