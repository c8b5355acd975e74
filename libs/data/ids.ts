import type { Sql } from './database'

const BLOCK = 64n

/**
 * Hands out ids from blocks the database gave this process: an intake knows its ids before its first statement, and no
 * two processes ever hand out the same. What is left of a block when a process ends is a gap, and gaps are fine.
 */
export class Ids {
  private next = 0n
  private end = 0n
  private refill: Promise<void> | null = null

  constructor(
    private readonly db: Sql,
    private readonly sequence: 'ticket_id' | 'assignment_id' | 'fact_id',
  ) {}

  /** That many ids, all the caller's own: taken in the moment they are seen to be there, so that callers side by side share none. */
  async reserve(count: number): Promise<() => string> {
    while (this.end - this.next < BigInt(count))
      await (this.refill ??= this.fetch().finally(() => (this.refill = null)))
    let next = this.next
    const end = (this.next += BigInt(count))
    return () => {
      if (next >= end) throw new Error(`more than the ${count} ids of ${this.sequence} that were reserved`)
      return String(next++)
    }
  }

  /** A block follows the last one or replaces it: ids left over are dropped. */
  private async fetch() {
    const [row] = await this.db.query<{ base: string }>(`SELECT nextval('${this.sequence}') AS base`)
    this.next = BigInt(row!.base)
    this.end = this.next + BLOCK
  }
}
