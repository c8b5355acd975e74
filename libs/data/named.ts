/**
 * A statement with parameters by name (`@month::date`), so that many hands may add one without counting: the numbers that
 * PostgreSQL wants are given once, when the module loads.
 */
export function named<const Name extends string>(sql: string) {
  const names: string[] = []
  const text = sql.replace(/@([a-z]\w*)/gi, (_match, name: string) => {
    if (!names.includes(name)) names.push(name)
    return `$${names.indexOf(name) + 1}`
  })
  return { text, values: (given: Record<Name, unknown>) => names.map((name) => valueOf(given, name)) }
}

function valueOf(given: Record<string, unknown>, name: string): unknown {
  if (!(name in given)) throw new Error(`the statement wants @${name}`)
  return given[name]
}
