import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { say, step, Trouble } from './say.mjs'

/** Runs before anything is installed: only Node itself may be imported here. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const DIST = join(ROOT, 'dist')
const SERVER_TREES = ['apps/api', 'apps/worker', 'apps/cli', 'libs', 'migrations', 'seeds', 'test/bench']
const CONSOLE_CONFIG = 'apps/console/vite.config.mts'

/** Brings a clone to where it can run: right Node, packages as locked, everything built. Seconds when nothing changed. */
export async function prepare() {
  process.chdir(ROOT)
  checkNode()
  await install()
  await build()
}

/** Compiles what changed since the last time, by content. */
export async function build() {
  await buildServer()
  await buildConsole()
}

export async function buildServer() {
  const trees = SERVER_TREES.filter((tree) => existsSync(join(ROOT, tree)))
  const sources = trees.flatMap(filesUnder).filter((file) => !isTest(file))
  await unlessSame('server', [...sources, '.swcrc', 'package-lock.json'], '编译服务端', async () => {
    const what = [...trees, '--extensions', '.ts', '--ignore', '**/*.spec.ts']
    await tool('@swc/cli/bin/swc.js', [...what, '-d', 'dist', '-q'], { failed: '服务端没有编译成功：' })
    copyData(sources)
    removeOrphans(sources)
  })
}

async function buildConsole() {
  if (!existsSync(join(ROOT, CONSOLE_CONFIG))) return
  const sources = ['apps/console', 'libs/domain'].flatMap(filesUnder).filter((file) => !isTest(file))
  await unlessSame('console', [...sources, 'package-lock.json'], '编译网页端', () =>
    tool('vite/bin/vite.js', ['build', '--config', CONSOLE_CONFIG, '--logLevel', 'warn'], {
      failed: '网页端没有编译成功：',
    }),
  )
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Trouble(
    `需要 Node.js 20.19 或更高版本，现在是 ${process.versions.node}。`,
    '请到 https://nodejs.org 安装新版本后重试。',
  )
}

async function install() {
  if (packagesAsLocked()) return
  if (lstatSync('node_modules', { throwIfNoEntry: false })?.isSymbolicLink())
    return say('node_modules 是一个链接，不改动其中的内容')
  await step('安装依赖（首次约需半分钟到几分钟，取决于网络）', () =>
    run(...npm(), ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], {
      failed: '安装依赖失败。',
      advice: '请检查网络（可用 npm config set registry 换一个镜像），然后重新执行本命令；它会从头安装。',
    }),
  )
}

/** npm notes what it installed once it is done; a cut-short or outdated installation differs from the lock. */
function packagesAsLocked() {
  const locked = readPackages('package-lock.json')
  const installed = readPackages('node_modules/.package-lock.json')
  if (!installed) return false
  return Object.entries(locked ?? {}).every(
    ([path, { version, optional, link }]) => path === '' || optional || link || installed[path]?.version === version,
  )
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

async function unlessSame(name, files, title, work) {
  const stamp = join(DIST, `.${name}-stamp`)
  const now = digest(files)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  rmSync(stamp, { force: true })
  await step(title, work)
  mkdirSync(DIST, { recursive: true })
  writeFileSync(stamp, now)
}

function digest(files) {
  const hash = createHash('sha256')
  for (const file of [...files].sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(ROOT, file)))
  return hash.digest('hex')
}

function filesUnder(tree) {
  return readdirSync(join(ROOT, tree), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name)))
}

function isTest(file) {
  return file.endsWith('.spec.ts') || file.endsWith('.spec.tsx')
}

/** Data read beside the code (JSON, CSV) stands beside the compiled code too. */
function copyData(sources) {
  for (const file of sources.filter((source) => !source.endsWith('.ts') && !source.endsWith('.mjs')))
    cpSync(join(ROOT, file), join(DIST, file))
}

/** A source that was removed must not live on in dist. */
function removeOrphans(sources) {
  const wanted = new Set(sources.flatMap((file) => (file.endsWith('.ts') ? compiled(file) : [file])))
  for (const tree of SERVER_TREES.filter((name) => existsSync(join(DIST, name))))
    for (const file of filesUnder(join('dist', tree))) if (!wanted.has(relative('dist', file))) rmSync(join(ROOT, file))
}

function compiled(file) {
  const stem = file.slice(0, -3)
  return [`${stem}.js`, `${stem}.js.map`]
}

/** Runs a tool of node_modules with this Node. */
export function tool(script, args, options = {}) {
  return run(process.execPath, [join(ROOT, 'node_modules', script)], args, {
    failed: `${script.split('/')[0]} 没有成功。`,
    ...options,
  })
}

function npm() {
  const script = process.env.npm_execpath
  return script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []]
}

/** Runs a program quietly; what it said is shown only when it fails. */
function run(program, first, args, { failed, advice }) {
  return new Promise((done, fail) => {
    let said = ''
    const child = spawn(program, [...first, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    const keep = (chunk) => (said = (said + chunk).slice(-8_000))
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => fail(new Trouble(`${failed}（${error.message}）`, advice)))
    child.on('close', (code) => (code === 0 ? done() : fail(new Trouble(`${failed}\n${withoutStack(said)}`, advice))))
  })
}

/** What a tool says about the source, without where in the tool it said so. */
function withoutStack(said) {
  const [about = ''] = said.split(
    /\n\s*(?:Caused by|Stack backtrace):|\nnpm error (?:Clean install a project|A complete log)/,
  )
  return about
    .split('\n')
    .filter((line) => !/^\s+at /.test(line))
    .join('\n')
    .trim()
}
