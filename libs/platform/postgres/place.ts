import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readlinkSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { canRun, canWrite, giveTo, serverAccount, type Account } from './account'
import { copyBinaries, nativeFolder, repairLinks } from './binaries'
import { Trouble } from './trouble'

/** Where everything of one embedded server is. */
export interface Place {
  /** the data folder of the product, `.data` by default */
  dataDir: string
  /** a folder the server's account can enter; the data folder itself where possible */
  home: string
  /** PostgreSQL's own folder */
  pgdata: string
  /** write-ahead log kept for point-in-time restore */
  archive: string
  /** base backups */
  backups: string
  /** port and password */
  secret: string
  lock: string
  log: string
  bin: string
  account: Account | undefined
}

/** The product's data folder: JIBAN_DATA, or .data in the project. */
export function dataFolder(): string {
  return resolve(process.env.JIBAN_DATA || '.data')
}

/** Finds or makes the folders of a server, in a spot its account can reach. */
export function findPlace(folder: string, say: (line: string) => void): Place {
  makeFolder(folder)
  const dataDir = realpathSync(folder)
  makeFolder(join(dataDir, 'logs'))
  const account = serverAccount(join(dataDir, 'postgres'))
  const home = serverHome(dataDir, account, say)
  return {
    dataDir,
    home,
    pgdata: join(home, 'postgres'),
    archive: join(home, 'archive'),
    backups: join(dataDir, 'backups'),
    secret: join(dataDir, 'postgres.json'),
    lock: join(dataDir, 'postgres.lock'),
    log: join(dataDir, 'logs', 'postgres.log'),
    bin: join(reachableBinaries(home, account, say), 'bin'),
    account,
  }
}

/** Makes a folder that belongs to the server's account alone. */
export function makeServerFolder(path: string, account: Account | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  giveTo(account, path)
}

function makeFolder(path: string) {
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 })
  } catch (error) {
    throw new Trouble(
      `无法建立数据文件夹 ${path}：${(error as Error).message}`,
      '请检查权限，或用 JIBAN_DATA 指定另一个文件夹。',
    )
  }
  if (!canWrite(undefined, path))
    throw new Trouble(`没有权限写入数据文件夹 ${path}。`, '请换回原来的账号运行，或用 JIBAN_DATA 指定另一个文件夹。')
}

function serverHome(dataDir: string, account: Account | undefined, say: (line: string) => void): string {
  if (!account) return dataDir
  const spot = join(dataDir, 'postgres')
  if (isLink(spot)) return resolve(readlinkSync(spot), '..')
  if (accountReaches(dataDir, account)) return dataDir
  if (existsSync(spot))
    throw new Trouble(
      `数据库文件夹 ${spot} 在一个账号 ${account.name} 进不去的位置。`,
      '请把项目移到该账号能进入的位置，或者对上级文件夹执行 chmod o+x。',
    )
  const elsewhere = homeElsewhere(dataDir, account)
  symlinkSync(join(elsewhere, 'postgres'), spot)
  say(`数据库由账号 ${account.name} 运行，它进不去 ${dataDir}，数据放在 ${elsewhere}`)
  return elsewhere
}

function accountReaches(dataDir: string, account: Account): boolean {
  const probe = mkdtempSync(join(dataDir, 'probe-'))
  giveTo(account, probe)
  const reaches = canWrite(account, probe)
  rmSync(probe, { recursive: true, force: true })
  return reaches
}

function homeElsewhere(dataDir: string, account: Account): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 10)
  const home = unused(join('/var/lib/jiban', name))
  mkdirSync(home, { recursive: true, mode: 0o755 })
  if (giveTo(account, home) && canWrite(account, home)) return home
  throw new Trouble(
    `账号 ${account.name} 无法使用 ${home}。`,
    '请用 JIBAN_DATA 指定一个它能进入的文件夹，例如 /srv/jiban。',
  )
}

/** The data of a project that was removed is not the data of the next one in its spot. */
function unused(home: string): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? home : `${home}-${n}`
    if (!existsSync(join(candidate, 'postgres'))) return candidate
  }
}

function reachableBinaries(home: string, account: Account | undefined, say: (line: string) => void): string {
  const native = nativeFolder()
  repairLinks(native)
  if (canRun(account, join(native, 'bin', 'postgres'))) return native
  if (!account)
    throw new Trouble(
      '内嵌 PostgreSQL 无法执行。',
      `请检查 ${native} 所在磁盘是否允许执行程序，或者设置 DATABASE_URL。`,
    )
  const copy = copyBinaries(native, home, say)
  if (canRun(account, join(copy, 'bin', 'postgres'))) return copy
  throw new Trouble(
    `账号 ${account.name} 无法执行 ${copy} 中的数据库程序。`,
    '请用普通用户运行，或者设置 DATABASE_URL。',
  )
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}
