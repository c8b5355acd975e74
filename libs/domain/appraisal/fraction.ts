/** An exact number: what careers hang on is never a rounded one until it is shown. */
export class Fraction {
  static readonly ZERO = new Fraction(0n, 1n)

  private constructor(
    private readonly top: bigint,
    private readonly bottom: bigint,
  ) {}

  /** A whole number, or a decimal as people write it: `0.35`. */
  static of(value: number | string): Fraction {
    const text = String(value)
    const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
    if (!found) throw new RangeError(`not a plain decimal: ${text}`)
    const [, sign, whole, decimals = ''] = found
    const top = BigInt(whole! + decimals)
    return Fraction.ratio(sign ? -top : top, 10n ** BigInt(decimals.length))
  }

  static ratio(top: bigint, bottom: bigint): Fraction {
    if (bottom === 0n) throw new RangeError('a fraction of nothing')
    const shared = divisor(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom) || 1n
    const sign = bottom < 0n ? -1n : 1n
    return new Fraction((sign * top) / shared, (sign * bottom) / shared)
  }

  static sum(all: Iterable<Fraction>): Fraction {
    let total = Fraction.ZERO
    for (const each of all) total = total.plus(each)
    return total
  }

  get isZero() {
    return this.top === 0n
  }

  plus(other: Fraction) {
    return Fraction.ratio(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom)
  }

  minus(other: Fraction) {
    return this.plus(new Fraction(-other.top, other.bottom))
  }

  times(other: Fraction) {
    return Fraction.ratio(this.top * other.top, this.bottom * other.bottom)
  }

  over(other: Fraction) {
    return Fraction.ratio(this.top * other.bottom, this.bottom * other.top)
  }

  compare(other: Fraction): number {
    const difference = this.top * other.bottom - other.top * this.bottom
    return difference < 0n ? -1 : difference > 0n ? 1 : 0
  }

  /** 四舍五入: half up, away from zero, to so many digits. */
  toFixed(digits: number): string {
    const scale = 10n ** BigInt(digits)
    const size = this.top < 0n ? -this.top : this.top
    const rounded = (size * scale * 2n + this.bottom) / (this.bottom * 2n)
    const text = rounded.toString().padStart(digits + 1, '0')
    const shown = digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text
    return this.top < 0n && rounded !== 0n ? `-${shown}` : shown
  }
}

function divisor(a: bigint, b: bigint): bigint {
  while (b) [a, b] = [b, a % b]
  return a
}
