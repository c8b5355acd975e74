/** The same throws for the same seed. */
export class Dice {
  constructor(private state: number) {}

  below(most: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most
  }

  chance(share: number): boolean {
    return this.below(10_000) < share * 10_000
  }

  one<T>(some: readonly T[]): T {
    return some[this.below(some.length)]!
  }
}
