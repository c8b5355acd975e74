import { knownPieces } from './weak-words'

/** 等保三级 as one object; an administrator may tighten it. */
export const PASSWORD_RULES = {
  minLength: 10,
  maxLength: 64,
  /** of: capital letters, small letters, digits, signs */
  classes: 3,
  /** characters that belong to no common word, keyboard run, year or repetition */
  ownCharacters: 5,
  history: 5,
  maxAgeDays: 90,
  failures: 5,
  failureMinutes: 15,
  lockMinutes: 15,
}
export type PasswordRules = typeof PASSWORD_RULES

/** Who chooses a password, as far as it must not appear in it. `reused` is found out by whoever holds the old hashes. */
export interface PasswordOwner {
  login: string
  name?: string
  phone?: string
  reused?: boolean
}

/** Everything that is wrong with a new password, in words for the person choosing it; empty when it may be used. */
export function passwordFaults(
  password: string,
  owner: PasswordOwner,
  rules: PasswordRules = PASSWORD_RULES,
): string[] {
  const plain = password.normalize('NFKC')
  const length = [...plain].length
  return [
    length < rules.minLength && `密码至少 ${rules.minLength} 个字符，现在是 ${length} 个`,
    length > rules.maxLength && `密码最多 ${rules.maxLength} 个字符`,
    /[\p{Cc}\p{Cs}]/u.test(plain) && '密码含有无法输入的控制字符，请去掉',
    classesOf(plain) < rules.classes && `密码须包含大写字母、小写字母、数字、符号中的至少 ${rules.classes} 类`,
    contains(plain, owner.login) && '密码不能包含登录名',
    contains(plain, owner.name ?? '') && '密码不能包含姓名',
    contains(plain, (owner.phone ?? '').replace(/\D/g, '').slice(-8)) && '密码不能包含手机号码',
    ownOf(plain) < rules.ownCharacters && '密码过于常见：去掉常用词、连续按键、年份和重复字符后所剩太少，请换一个',
    owner.reused === true && `不能使用最近 ${rules.history} 次用过的密码`,
  ].filter((fault) => fault !== false)
}

/** Initial passwords and passwords past their age must be changed at sign-in. */
export function mustChange(changedAt: Date | null, now: Date, rules: PasswordRules = PASSWORD_RULES): boolean {
  return changedAt === null || now.getTime() - changedAt.getTime() >= rules.maxAgeDays * 24 * 60 * MINUTE
}

export interface Lockout {
  /** Null when a sign-in may be tried. */
  until: Date | null
  /** Failures that may still happen before the lock. */
  left: number
  reason: string | null
}

/** From the failures since the last success, any order. Attempts during a lock neither count nor prolong it. */
export function lockout(failures: readonly Date[], now: Date, rules: PasswordRules = PASSWORD_RULES): Lockout {
  let recent: number[] = []
  let until = -Infinity
  for (const at of failures.map(Number).sort((a, b) => a - b)) {
    if (at < until) continue
    recent = [...recent.filter((one) => at - one < rules.failureMinutes * MINUTE), at]
    if (recent.length < rules.failures) continue
    until = at + rules.lockMinutes * MINUTE
    recent = []
  }
  if (now.getTime() < until) return locked(until, now)
  const open = recent.filter((one) => now.getTime() - one < rules.failureMinutes * MINUTE).length
  return { until: null, left: rules.failures - open, reason: null }
}

const MINUTE = 60_000

function locked(until: number, now: Date): Lockout {
  const minutes = Math.ceil((until - now.getTime()) / MINUTE)
  return {
    until: new Date(until),
    left: 0,
    reason: `登录失败次数过多，账号已锁定，请 ${minutes} 分钟后再试或联系安全管理员`,
  }
}

function classesOf(password: string): number {
  return [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}\s]/u].filter((one) => one.test(password)).length
}

function contains(password: string, word: string): boolean {
  const [in_, needle] = [password, word].map((one) => one.normalize('NFKC').toLowerCase().replace(/\s/g, '')) as [
    string,
    string,
  ]
  if ([...needle].length < 2 || (needle.length < 3 && /^[\x20-\x7e]*$/.test(needle))) return false
  return in_.includes(needle) || in_.includes([...needle].reverse().join(''))
}

/** What is left when everything everybody would guess is taken away. */
function ownOf(password: string): number {
  const folded = password.toLowerCase()
  const known = knownPieces(folded)
  return [...folded].filter((_, place) => !known.has(place)).length
}
