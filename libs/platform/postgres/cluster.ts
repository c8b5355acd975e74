import { execFile } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { giveTo, under } from './account'
import { makeServerFolder, type Place } from './place'
import { Trouble } from './trouble'

const run = promisify(execFile)

/** Pinned: trigram search must see Chinese, sorting must be fast, rot on the disk must be noticed. */
const INITDB = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--lc-collate=C',
  '--lc-ctype=C.UTF-8',
  '--data-checksums',
  '--no-instructions',
]

/** Makes sure that a complete data folder stands at its place, on disk if it is to be `synced`. Nothing that may hold data is ever deleted. */
export async function ensureCluster(
  place: Place,
  password: string,
  synced: boolean,
  say: (line: string) => void,
): Promise<void> {
  removeUnfinished(place)
  if (existsSync(place.pgdata)) inspect(place, say)
  if (!existsSync(place.pgdata)) await createCluster(place, password, synced, say)
}

/** Sets the superuser's password without knowing the old one: the server must not be running. */
export async function resetPassword(place: Place, password: string): Promise<void> {
  const child = run(join(place.bin, 'postgres'), ['--single', '-D', place.pgdata, 'postgres'], {
    ...under(place.account),
    cwd: place.home,
    env: plainEnvironment(),
  })
  child.child.stdin?.end(`ALTER ROLE postgres PASSWORD '${password}'\n`)
  await child
}

/** The environment of server programs: nothing inherited can change what they do or print. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', PGOPTIONS: '' }
}

function removeUnfinished(place: Place) {
  for (const name of readdirSync(place.home))
    if (name.startsWith('postgres.making-')) rmSync(join(place.home, name), { recursive: true, force: true })
}

async function createCluster(place: Place, password: string, synced: boolean, say: (line: string) => void) {
  say('建立数据库文件夹')
  const half = `${place.pgdata}.making-${process.pid}`
  const secret = `${half}.secret`
  makeServerFolder(half, place.account)
  writeFileSync(secret, password, { mode: 0o600 })
  giveTo(place.account, secret)
  try {
    await initdb(place, half, [`--pwfile=${secret}`, ...(synced ? [] : ['--no-sync'])])
    renameSync(half, place.pgdata)
  } finally {
    rmSync(secret, { force: true })
    rmSync(half, { recursive: true, force: true })
  }
}

async function initdb(place: Place, folder: string, more: string[]) {
  const options = { ...under(place.account), cwd: place.home, env: plainEnvironment() }
  try {
    await run(join(place.bin, 'initdb'), [...INITDB, ...more, `--pgdata=${folder}`], options)
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? error)
      .trim()
      .split('\n')
      .at(-1)
    throw new Trouble(`无法建立数据库：${said}`, `请检查 ${place.home} 所在磁盘的剩余空间和权限。`)
  }
}

/** A folder that never held data is put aside; one that may hold data and is broken stops us. */
function inspect(place: Place, say: (line: string) => void) {
  const missing = ESSENTIAL.filter((name) => !existsSync(join(place.pgdata, name)))
  if (missing.length === 0) return refuseOtherVersion(place)
  if (readdirSync(place.pgdata).length === 0) return rmdirSync(place.pgdata)
  if (heldData(place.pgdata))
    throw new Trouble(
      `数据库文件夹已损坏：${place.pgdata} 缺少 ${missing.join('、')}。没有删除任何内容。`,
      '有备份时执行 npm run restore -- --latest；否则请把该文件夹移走（保留）后重新启动，将从空库开始。',
    )
  const aside = `${place.pgdata}.unfinished-${Date.now()}`
  renameSync(place.pgdata, aside)
  say(`数据库文件夹没有建完，已移到 ${aside}，重新建立`)
}

const ESSENTIAL = ['PG_VERSION', 'postgresql.conf', 'pg_hba.conf', 'global/pg_control', 'base', 'pg_wal', 'pg_xact']

/** Databases of users have object numbers from 16384 on. */
function heldData(pgdata: string): boolean {
  const base = join(pgdata, 'base')
  return existsSync(base) && readdirSync(base).some((name) => Number(name) >= 16_384)
}

function refuseOtherVersion(place: Place) {
  const version = readFileSync(join(place.pgdata, 'PG_VERSION'), 'utf8').trim()
  if (version === '18') return
  throw new Trouble(
    `数据库文件夹 ${place.pgdata} 属于 PostgreSQL ${version}，内嵌的是 18。`,
    '请用原版本导出数据，或用 JIBAN_DATA 指定另一个文件夹。',
  )
}
