/** 实名差评整改率: of the bad reviews in real names, how many were put right in time. Target: all. */

export const RECTIFICATION_TARGET = 1

/** Every bad review is in exactly one of these. */
export interface RectificationCounts {
  opened: number
  inTime: number
  late: number
  /** Not put right, and the day has passed. */
  overdue: number
  notYetDue: number
}

export interface Rectified {
  state: 'open' | 'submitted' | 'done'
  dueAt: Date
  /** The last time the unit said it was put right; found true by somebody else, this is when it was. */
  submittedAt: Date | null
}

export function countRectifications(rows: readonly Rectified[], now: Date): RectificationCounts {
  const counts: RectificationCounts = { opened: rows.length, inTime: 0, late: 0, overdue: 0, notYetDue: 0 }
  for (const row of rows) counts[placeOf(row, now)]++
  return counts
}

function placeOf({ state, dueAt, submittedAt }: Rectified, now: Date): Exclude<keyof RectificationCounts, 'opened'> {
  const given = submittedAt !== null && submittedAt <= dueAt
  if (state === 'done') return given ? 'inTime' : 'late'
  // Submitted in time it is not late by waiting for somebody to look.
  if (state === 'submitted' && given) return 'notYetDue'
  return now > dueAt ? 'overdue' : 'notYetDue'
}

/** What is not yet due speaks neither for nor against; nothing to speak of is no figure. */
export function rectificationRate({ inTime, late, overdue }: RectificationCounts): number | null {
  const due = inTime + late + overdue
  return due === 0 ? null : inTime / due
}
