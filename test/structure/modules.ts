import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import ts from 'typescript'

export const ROOT = join(__dirname, '..', '..')

/** One import of one of our files. */
export interface Import {
  from: string
  /** A file of ours from the root (`libs/domain/words.ts`), or the name of a package (`typeorm`, `node:fs`). */
  to: string
  ours: boolean
  /** As written. */
  specifier: string
  /** Gone once compiled. */
  typeOnly: boolean
}

/** Files of ours with one of these endings, from the root, tests among them. */
export function filesUnder(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort()
}

export const SOURCES = ['apps', 'libs', 'migrations', 'seeds'].flatMap((tree) => filesUnder(tree, /\.(ts|tsx|mts)$/))
export const isTest = (file: string) => /\.spec\.tsx?$/.test(file) || file.startsWith('test/')

const known = new Map<string, Import[]>()

export function importsOf(file: string): Import[] {
  const before = known.get(file)
  if (before) return before
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ESNext)
  const found: Import[] = []
  const add = (specifier: ts.Expression | undefined, typeOnly: boolean) => {
    if (specifier && ts.isStringLiteral(specifier))
      found.push({ from: file, ...target(file, specifier.text), specifier: specifier.text, typeOnly })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause))
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true)
    if (ts.isCallExpression(node) && isLoading(node.expression)) add(node.arguments[0], false)
    ts.forEachChild(node, visit)
  }
  visit(source)
  known.set(file, found)
  return found
}

const isLoading = (called: ts.Expression) =>
  called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === 'require')

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.isTypeOnly) return true
  const named = clause.namedBindings
  return !clause.name && !!named && ts.isNamedImports(named) && named.elements.every((each) => each.isTypeOnly)
}

function target(from: string, specifier: string): Pick<Import, 'to' | 'ours'> {
  const subpath = /^#(\w+)\/(.+)$/.exec(specifier)
  if (subpath) {
    const [, name = '', rest = ''] = subpath
    const folder = name === 'migrations' || name === 'seeds' ? name : `libs/${name}`
    return { to: `${folder}/${rest}.ts`, ours: true }
  }
  if (!specifier.startsWith('.')) return { to: packageOf(specifier), ours: false }
  const path = normalize(join(dirname(from), specifier))
  const there = [path, `${path}.ts`, `${path}.tsx`].find((each) => existsSync(join(ROOT, each)) && /\.\w+$/.test(each))
  return { to: there ?? path, ours: true }
}

function packageOf(specifier: string): string {
  const [scope = '', name] = specifier.split('/')
  return scope.startsWith('@') ? `${scope}/${name}` : scope
}
