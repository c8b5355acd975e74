import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { filesUnder, importsOf, isTest, ROOT, SOURCES } from './modules'

/** What nobody uses is not kept: no file that is imported nowhere, no export that is. */

const TESTS = filesUnder('test', /\.ts$/)
const ALL = [...SOURCES, ...TESTS]

/** Started by name: by Node, jest, vite, a shell or a worker thread, or read from `dist` by one of the .mjs files. */
const STARTED =
  /^apps\/(api|worker)\/main\.ts$|^apps\/cli\/|^apps\/console\/(main\.tsx|vite\.config\.mts|vite-env\.d\.ts)$|\.spec\.tsx?$|\.d\.ts$/

const parsed = new Map(
  ALL.map((file) => [
    file,
    ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ESNext, true),
  ]),
)
const imports = ALL.flatMap(importsOf)
/** Somebody says this path, as one does to start a process or a thread of its own. */
const said = (file: string) => {
  const stem = file.replace(/\.tsx?$/, '')
  const short = stem.split('/').at(-1)!
  return ALL.some(
    (other) => other !== file && new RegExp(`['"\`/]${short}(\\.js|\\.ts)['"\`]`).test(parsed.get(other)!.text),
  )
}

test('every file is used', () => {
  const used = new Set(imports.map(({ to }) => to))
  const unused = ALL.filter(
    (file) => !used.has(file) && !used.has(file.replace(/\.tsx?$/, '')) && !STARTED.test(file) && !said(file),
  )
  expect(unused).toEqual([])
})

test('every export is used', () => {
  const wanted = wantedNames()
  const unused = ALL.filter((file) => !STARTED.test(file)).flatMap((file) =>
    exportsOf(file)
      .filter((name) => !wanted.get(file)?.has(name) && !wanted.get(file)?.has('*') && !usedInside(file, name))
      .map((name) => `${file}: ${name}`),
  )
  expect(unused.filter((each) => !VOCABULARY.test(each))).toEqual([])
})

/** Kinds of fields are there to be taken when an input needs one. */
const VOCABULARY = /^libs\/domain\/fields\.ts: /

test('what only tests use is theirs', () => {
  const product = new Set(imports.filter(({ from }) => !isTest(from)).map(({ to }) => to.replace(/\.tsx?$/, '')))
  const unused = SOURCES.filter(
    (file) => !product.has(file.replace(/\.tsx?$/, '')) && !STARTED.test(file) && !said(file),
  )
  expect(unused).toEqual([])
})

/** By file, the names somebody imports from it; `*` when all of it is taken. */
function wantedNames(): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>()
  const want = (from: string, specifier: ts.Node | undefined, names: string[]) => {
    if (!specifier || !ts.isStringLiteral(specifier)) return
    const to = importsOf(from).find((each) => each.specifier === specifier.text)?.to
    for (const file of to ? [to, `${to}.ts`] : [])
      for (const name of names) wanted.set(file, (wanted.get(file) ?? new Set()).add(name))
  }
  for (const [file, source] of parsed) visit(source, (node) => want(file, ...namesIn(node)))
  return wanted
}

function namesIn(node: ts.Node): [ts.Node | undefined, string[]] {
  if (ts.isImportDeclaration(node)) {
    const { name, namedBindings: bindings } = node.importClause ?? {}
    const named =
      bindings && ts.isNamedImports(bindings)
        ? bindings.elements.map((each) => (each.propertyName ?? each.name).text)
        : bindings
          ? ['*']
          : []
    return [node.moduleSpecifier, [...named, ...(name ? ['default'] : [])]]
  }
  if (ts.isExportDeclaration(node)) {
    const clause = node.exportClause
    return [
      node.moduleSpecifier,
      clause && ts.isNamedExports(clause)
        ? clause.elements.map((each) => (each.propertyName ?? each.name).text)
        : ['*'],
    ]
  }
  if (ts.isCallExpression(node) && node.arguments[0] && ts.isStringLiteral(node.arguments[0]))
    return [node.arguments[0], ['*']]
  return [undefined, []]
}

function exportsOf(file: string): string[] {
  const names: string[] = []
  for (const statement of parsed.get(file)!.statements) {
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause))
      names.push(...statement.exportClause.elements.map(({ name }) => name.text))
    if (
      !ts.canHaveModifiers(statement) ||
      !ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    )
      continue
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) if (ts.isIdentifier(name)) names.push(name.text)
    } else if ('name' in statement && statement.name) names.push((statement.name as ts.Identifier).text)
  }
  return names
}

/** A name a signature of the same file needs may be exported with it. */
function usedInside(file: string, name: string): boolean {
  const found = parsed.get(file)!.text.match(new RegExp(`\\b${name}\\b`, 'g'))
  return (found?.length ?? 0) > 1
}

function visit(node: ts.Node, look: (node: ts.Node) => void) {
  look(node)
  ts.forEachChild(node, (child) => visit(child, look))
}
