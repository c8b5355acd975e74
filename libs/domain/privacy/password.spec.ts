import fc from 'fast-check'
import { lockout, mustChange, PASSWORD_RULES, passwordFaults } from './password'
import { knownPieces } from './weak-words'

const owner = { login: 'wangfang', name: '王芳', phone: '13812345678' }

test.each(['Tz7#kwhQ-m2v', 'grün4Rübe&Klo', 'Nine-Cranes-41-hop', '草原上的7匹Horse跑'])(
  '%s may be used',
  (password) => {
    expect(passwordFaults(password, owner)).toEqual([])
  },
)

test.each([
  ['Tz7#kw', '至少 10 个字符'],
  ['tzkwhqmvrsxd', '至少 3 类'],
  ['Tz7#wangfang!k', '登录名'],
  ['Tz7#gnafgnawQk', '登录名'],
  ['Tz7#王芳QkvbNu', '姓名'],
  ['Tz#Kq12345678w', '手机号码'],
  [`Tz7#kwhQ${'ab-'.repeat(20)}`, '最多 64'],
  ['Tz7#kwhQ-m2\u0000v', '控制字符'],
])('%s is refused: %s', (password, reason) => {
  expect(passwordFaults(password, owner).join()).toContain(reason)
})

test.each([
  'Password@2026',
  'P@ssw0rd2026!',
  'Admin@123456',
  'Jiban@12345678',
  'Yjhlq@2026!!',
  '1qaz@WSX3edc',
  '!QAZ2wsx#EDC',
  'Qwer1234!@#$',
  'Aa123456789!',
  'Abcd@20260101',
  'Aaaaaa111111!',
  'Woaini5201314!',
  'Zhangsan@1990',
  'Ordos@88888888',
  'Welcome!Hotline12345',
  'A1b2c3@123456',
  'Q1w2e3r4t5y6!',
  'Neimenggu#2025',
])('%s is too common', (password) => {
  expect(passwordFaults(password, owner).join()).toContain('过于常见')
})

test('a reused password is refused, everything wrong is said at once', () => {
  expect(passwordFaults('Tz7#kwhQ-m2v', { ...owner, reused: true })).toEqual(['不能使用最近 5 次用过的密码'])
  expect(passwordFaults('123456', owner)).toHaveLength(3)
})

test('stricter rules are numbers only', () => {
  expect(passwordFaults('Tz7#kwhQ-m2v', owner, { ...PASSWORD_RULES, minLength: 14 })).toHaveLength(1)
})

test('random passwords are rarely taken for common ones', () => {
  const signs = [...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#%+-_=']
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...signs), { minLength: 12, maxLength: 12 }), (letters) => {
      expect(letters.length - knownPieces(letters.join('').toLowerCase()).size).toBeGreaterThanOrEqual(5)
    }),
    { seed: 7, numRuns: 500 },
  )
})

test('a password is old on its ninetieth day, and an initial one at once', () => {
  const changed = new Date('2026-01-01T00:00:00Z')
  expect(mustChange(changed, new Date('2026-03-31T23:59:59Z'))).toBe(false)
  expect(mustChange(changed, new Date('2026-04-01T00:00:00Z'))).toBe(true)
  expect(mustChange(null, changed)).toBe(true)
})

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 5, 8) + minute * 60_000)

test('five failures in fifteen minutes lock for fifteen minutes from the fifth', () => {
  expect(lockout([0, 1, 2, 3].map(at), at(3))).toEqual({ until: null, left: 1, reason: null })
  const locked = lockout([4, 1, 2, 3, 0].map(at), at(4.5))
  expect(locked.until).toEqual(at(19))
  expect(locked.reason).toContain('15 分钟')
  expect(lockout([0, 1, 2, 3, 4].map(at), at(19))).toMatchObject({ until: null, left: 5 })
})

test('failures further apart do not lock, attempts during a lock do not prolong it', () => {
  expect(lockout([0, 4, 8, 12, 15].map(at), at(15))).toMatchObject({ until: null, left: 1 })
  expect(lockout([0, 1, 2, 3, 4, 10, 11, 12, 13, 14].map(at), at(15)).until).toEqual(at(19))
  expect(lockout([0, 1, 2, 3, 4, 20, 21].map(at), at(22))).toMatchObject({ until: null, left: 3 })
})
