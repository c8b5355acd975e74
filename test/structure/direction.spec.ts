import { type Import, importsOf, isTest, SOURCES } from './modules'

/**
 * Which part may know which: domain ← data ← services ← api, worker. The direction of docs/architecture.md, as it is checked.
 * A part may always use itself.
 */
const MAY_USE: Record<string, readonly string[]> = {
  'libs/domain': [],
  'libs/insight': ['libs/domain'],
  'libs/channels': ['libs/domain'],
  'libs/data': ['libs/domain', 'migrations'],
  'libs/platform': ['libs/domain', 'libs/data'],
  'libs/services': ['libs/domain', 'libs/data', 'libs/insight', 'libs/platform', 'libs/channels'],
  'apps/api': ['libs/domain', 'libs/data', 'libs/services', 'libs/platform'],
  'apps/worker': ['libs/domain', 'libs/data', 'libs/services', 'libs/platform', 'libs/channels'],
  // The benchmarks measure the product from outside, so they live with the tests.
  'apps/cli': [
    'test/bench',
    'libs/domain',
    'libs/data',
    'libs/services',
    'libs/platform',
    'libs/insight',
    'seeds',
    'migrations',
  ],
  'apps/console': ['libs/domain'],
  migrations: [],
  seeds: ['libs/domain', 'libs/data', 'libs/insight'],
}

/** The rules run in the browser: from outside they may have the decorators that check inputs, and nothing else. */
const DOMAIN_MAY_INSTALL = ['class-validator']

const partOf = (file: string) => (/^(apps|libs|test)\/[^/]+/.exec(file) ?? /^[^/]+/.exec(file))![0]
const imports = SOURCES.filter((file) => !isTest(file)).flatMap(importsOf)
const shown = ({ from, to }: Import) => `${from} → ${to}`

test('every part only knows the parts below it', () => {
  const against = imports
    .filter(({ ours }) => ours)
    .filter(({ from, to }) => {
      const [here, there] = [partOf(from), partOf(to)]
      return here !== there && !MAY_USE[here]?.includes(there)
    })
  expect(against.map(shown)).toEqual([])
})

test('every part of the product is in the table', () => {
  expect([...new Set(SOURCES.map(partOf))].filter((part) => !MAY_USE[part])).toEqual([])
})

test('the rules need nothing from outside but the decorators of their inputs', () => {
  const foreign = imports.filter(
    ({ from, to, ours }) => partOf(from) === 'libs/domain' && !ours && !DOMAIN_MAY_INSTALL.includes(to),
  )
  expect(foreign.map(shown)).toEqual([])
})

test('what is imported by path is there', () => {
  const nowhere = imports.filter(({ to, ours }) => ours && /\.tsx?$/.test(to) && !SOURCES.includes(to))
  expect(nowhere.map(shown)).toEqual([])
})

test('nothing goes in a circle', () => {
  const uses = new Map<string, string[]>()
  for (const { from, to, ours, typeOnly } of imports)
    if (ours && !typeOnly) uses.set(from, [...(uses.get(from) ?? []), to])
  expect(circles(uses)).toEqual([])
})

/** Every file that leads back to itself, with the way it does. */
function circles(uses: Map<string, string[]>): string[] {
  const found: string[] = []
  const done = new Set<string>()
  const walk = (file: string, way: string[]) => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].join(' → '))
    if (way.includes(file) || done.has(file)) return
    for (const next of uses.get(file) ?? []) walk(next, [...way, file])
    done.add(file)
  }
  for (const file of uses.keys()) walk(file, [])
  return found
}

test('a circle would be seen', () => {
  expect(circles(new Map([['a', ['b']], ['b', ['c', 'd']], ['d', ['a']]]))).toEqual(['a → b → d → a']) // prettier-ignore
})
