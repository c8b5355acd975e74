const CLASSES = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '@#%+=!?']
const LENGTH = 14

/**
 * Fourteen characters of four classes, without look-alikes, since it is read from a screen once. The same bytes give the
 * same password, so that a repeated request can be answered without the password being kept; sixteen random bytes are enough.
 */
export function initialPassword(bytes: Buffer): string {
  let left = BigInt(`0x${bytes.toString('hex')}`)
  const draw = (below: number) => {
    const drawn = Number(left % BigInt(below))
    left /= BigInt(below)
    return drawn
  }
  const all = CLASSES.join('')
  const characters = Array.from({ length: LENGTH }, (_, at) => CLASSES[at] ?? all).map((set) => set[draw(set.length)]!)
  // Every class stands somewhere, not always in front.
  const turn = draw(LENGTH)
  return [...characters.slice(turn), ...characters.slice(0, turn)].join('')
}
