import type { Row } from '../sheet'

/** Rows by their code; a second row with the same code is a fault of that row. */
export function indexBy<T extends { code: string }>(pairs: readonly (readonly [Row, T])[]): Map<string, T> {
  const seen = new Map<string, T>()
  for (const [row, thing] of pairs) {
    if (thing.code && seen.has(thing.code)) row.fault('代码', `“${thing.code}”重复，代码须唯一`)
    else seen.set(thing.code, thing)
  }
  return seen
}

export function uniqueNames<T extends { name: string }>(pairs: readonly (readonly [Row, T])[]) {
  const seen = new Set<string>()
  for (const [row, { name }] of pairs) {
    if (name && seen.has(name)) row.fault('名称', `“${name}”重复，请改名或合并为一行`)
    seen.add(name)
  }
}

/** The cell must name a row of another table. */
export function refers(
  row: Row,
  column: string,
  code: string | null,
  known: ReadonlyMap<string, unknown>,
  file: string,
) {
  if (code && !known.has(code)) row.fault(column, `${file} 中没有代码“${code}”，请改正或先在 ${file} 中增加`)
}

/** Follows parents upwards; a row that comes back to itself is a fault. */
export function noCircles<T extends { code: string; parent: string | null }>(
  pairs: readonly (readonly [Row, T])[],
  known: ReadonlyMap<string, T>,
) {
  for (const [row, thing] of pairs) {
    const passed = new Set<string>()
    for (let at: T | undefined = thing; at?.parent; at = known.get(at.parent)) {
      if (passed.has(at.code)) {
        row.fault('上级', `“${thing.code}”的上级绕回了自己，请改为真正的上级或留空`)
        break
      }
      passed.add(at.code)
    }
  }
}
