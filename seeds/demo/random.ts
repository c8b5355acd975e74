/** Chance that repeats itself: the same parts give the same sequence, on every machine and in every thread. */
export class Random {
  private a: number
  private b: number
  private c: number
  private d = 1

  constructor(...parts: readonly number[]) {
    let hash = 0x9e3779b9
    for (const part of parts) hash = mix(hash ^ mix(part | 0) ^ mix((part / 0x1_0000_0000) | 0))
    this.a = hash
    this.b = mix(hash + 0x7f4a7c15)
    this.c = mix(hash ^ 0x94d049bb)
    for (let i = 0; i < 8; i++) this.next()
  }

  /** In [0, 1). The small fast counter of Chris Doty-Humphrey's PractRand family. */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0
    return (sum >>> 0) / 0x1_0000_0000
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  /** From `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from)
  }

  pick<T>(things: readonly T[]): T {
    return things[Math.floor(this.next() * things.length)]!
  }

  /** How long people take: mostly around the median, now and then several times as long. */
  around(median: number, spread: number): number {
    const bell = this.next() + this.next() + this.next() + this.next() - 2
    return median * Math.exp(bell * 1.73 * spread)
  }
}

/** Picks by weight in a few comparisons, however many there are. */
export class Weighted<T> {
  private readonly ends: Float64Array
  private readonly things: readonly T[]

  constructor(pairs: readonly (readonly [T, number])[]) {
    const kept = pairs.filter(([, weight]) => weight > 0)
    this.things = kept.map(([thing]) => thing)
    this.ends = new Float64Array(kept.length)
    let sum = 0
    kept.forEach(([, weight], at) => (this.ends[at] = sum += weight))
  }

  /** `share` in [0, 1) of the whole weight. */
  at(share: number): T {
    return this.things[this.indexAt(share)]!
  }

  pick(random: Random): T {
    return this.at(random.next())
  }

  indexAt(share: number): number {
    const wanted = share * (this.ends.at(-1) ?? 0)
    let [low, high] = [0, this.ends.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.ends[middle]! > wanted) high = middle
      else low = middle + 1
    }
    return low
  }
}

function mix(value: number): number {
  let x = value | 0
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad)
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
  return x ^ (x >>> 15)
}
