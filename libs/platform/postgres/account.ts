import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, readFileSync, statSync } from 'node:fs'
import { Trouble } from './trouble'

/** The system account the server runs under. Undefined: whoever we are. */
export interface Account {
  name: string
  uid: number
  gid: number
}

/**
 * PostgreSQL refuses root, so root hands it to another account:
 * the owner of an existing data folder, else `postgres`, else `nobody`.
 */
export function serverAccount(pgdata: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readAccounts()
  const owner = existsSync(pgdata) ? statSync(pgdata).uid : 0
  const chosen =
    owner === 0
      ? (accounts.find((account) => account.name === 'postgres') ??
        accounts.find((account) => account.name === 'nobody'))
      : (accounts.find((account) => account.uid === owner) ?? {
          name: String(owner),
          uid: owner,
          gid: statSync(pgdata).gid,
        })
  if (chosen) return chosen
  throw new Trouble(
    'PostgreSQL 不能以 root 运行，而本机没有 postgres 或 nobody 账号。',
    '请用普通用户运行，或者设置 DATABASE_URL。',
  )
}

/** Spawn options that make a child run under the account. */
export function under(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {}
}

/** Gives a file or folder to the account; false where the file system refuses. */
export function giveTo(account: Account | undefined, path: string): boolean {
  if (!account) return true
  try {
    chownSync(path, account.uid, account.gid)
    return true
  } catch {
    return false
  }
}

/** Tried, not computed: may the account enter this folder and write there? */
export function canWrite(account: Account | undefined, folder: string): boolean {
  const attempt = 'cd "$0" && : > .jiban-probe && rm -f .jiban-probe'
  return spawnSync('/bin/sh', ['-c', attempt, folder], { ...under(account), cwd: '/', stdio: 'ignore' }).status === 0
}

/** Tried, not computed: may the account run this program? */
export function canRun(account: Account | undefined, program: string): boolean {
  const attempt = spawnSync(program, ['--version'], { ...under(account), cwd: '/', stdio: 'ignore' })
  if (attempt.error && (attempt.error as NodeJS.ErrnoException).code === 'EPERM')
    throw new Trouble(
      `无法切换到账号 ${account?.name ?? ''}（容器可能禁止了切换用户）。`,
      '请用普通用户运行，或者设置 DATABASE_URL。',
    )
  return attempt.status === 0
}

function readAccounts(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }))
}
