/**
 * A place in a log: what had committed when it was read. Ids and times cannot say that, because a transaction draws its
 * numbers before it commits and may commit long after younger ones; the database's own snapshot can.
 */
export interface Place {
  /** No transaction from this number on has been seen. */
  readonly xmax: number
  /** Of those below, these were still running and have not been seen either. */
  readonly running: readonly number[]
}

/** Before everything. */
export const START: Place = { xmax: 0, running: [] }

/** As `pg_current_snapshot()` writes it: `xmin:xmax:xip,xip`. */
export function placeOf(snapshot: string): Place {
  const [, xmax, running] = snapshot.split(':')
  return { xmax: Number(xmax), running: running ? running.split(',').map(Number) : [] }
}

export function hasSeen(place: Place, xid: number): boolean {
  return xid < place.xmax && !place.running.includes(xid)
}

/** Everything seen at `earlier` had been seen at `later`. */
export function includes(later: Place, earlier: Place): boolean {
  return later.xmax >= earlier.xmax && later.running.every((xid) => xid >= earlier.xmax || !hasSeen(earlier, xid))
}

/** The first place at which every transaction up to this one has been seen. */
export const placeAfter = (xid: number): Place => ({ xmax: xid + 1, running: [] })

/** As given to clients, who only hand it back. */
export function encodeCursor({ xmax, running }: Place): string {
  return [xmax, ...running.map((xid) => xmax - xid)].map((number) => number.toString(36)).join('-')
}

/** Null for anything this product did not write. */
export function decodeCursor(cursor: unknown): Place | null {
  if (typeof cursor !== 'string' || cursor.length > 4_000 || !/^[0-9a-z]+(-[0-9a-z]+)*$/.test(cursor)) return null
  const [xmax, ...before] = cursor.split('-').map((digits) => Number.parseInt(digits, 36))
  const place = { xmax: xmax!, running: before.map((distance) => xmax! - distance) }
  return [place.xmax, ...place.running].every((xid) => Number.isSafeInteger(xid) && xid >= 0) ? place : null
}
