import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder, ROOT } from './modules'

const TOP = ['apps', 'docs', 'libs', 'migrations', 'nest-cli.json', 'package-lock.json', 'package.json', 'README.md', 'seeds', 'test', 'tsconfig.json'] // prettier-ignore

/** Longer than this, a file probably holds a second thing. What may be longer, and why. */
const LINES = 250
const MAY_BE_LONGER: Record<string, string> = {
  'libs/domain/views.ts': 'one list of what the API answers',
  'libs/platform/openapi/views.ts': 'one list of the same shapes for the API description',
  'libs/domain/clock/due.spec.ts': 'one table of vectors',
  'seeds/load.spec.ts': 'one table of row errors',
  'test/platform/session.spec.ts': 'one story of a session',
  'apps/console/style/shell.css': 'one sheet of looks',
  'apps/console/style/things.css': 'one sheet of looks',
}

/** What is made on the way, as .gitignore says. */
const MADE = ['node_modules', 'dist', '.data', 'coverage', '.git']
const top = readdirSync(ROOT).filter((name) => !MADE.includes(name) && !name.endsWith('.log'))
const committed = top
  .filter((name) => !/\.[a-z]+$/i.test(name) || name === '.ci')
  .flatMap((folder) => filesUnder(folder, /./))
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const CODE = /\.(ts|tsx|mts|mjs|cjs|css)$/

test('the top level stays as small as it is', () => {
  expect(top.filter((name) => !name.startsWith('.') && !TOP.includes(name))).toEqual([])
})

test('no file hides a second thing', () => {
  const long = committed.filter((file) => CODE.test(file) && textOf(file).split('\n').length - 1 > LINES)
  expect(long.filter((file) => !MAY_BE_LONGER[file])).toEqual([])
  expect(Object.keys(MAY_BE_LONGER).filter((file) => !long.includes(file))).toEqual([])
})

test('nothing is left for later, switched off or untyped', () => {
  const marks =
    /\b(TODO|FIXME|XXX|HACK)\b|\b(it|test|describe)\.(skip|only|todo)\b|\bx(it|describe)\(|@ts-(ignore|nocheck)|[:<] ?any[;,)>=]|\bas any[;,)\]]/
  const found = committed.filter((file) => CODE.test(file) && file !== 'test/structure/layout.spec.ts')
  expect(found.filter((file) => marks.test(textOf(file)))).toEqual([])
})

test('names say what a thing is', () => {
  const vague = /(^|[-/])(base|common|helpers?|utils?|manager|misc|shared)\b|(Base|Common|Helper|Util|Manager)[A-Z.]/
  expect(committed.filter((file) => CODE.test(file) && vague.test(file))).toEqual([])
})

test('the lock names no registry, so that any mirror will do', () => {
  expect(textOf('package-lock.json')).not.toMatch(/"resolved": "https?:/)
})
