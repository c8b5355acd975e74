import { scryptSync } from 'node:crypto'
import { hashPassword, isOneOf, SCRYPT, verifyNobody, verifyPassword } from './password'

test('a password is known again, however its characters are composed, and no other is', async () => {
  const encoded = await hashPassword('Grün-Kraniche 41')
  expect(encoded).toMatch(/^\$scrypt\$ln=15,r=8,p=1\$/)
  expect(await verifyPassword('Grün-Kraniche 41'.normalize('NFD'), encoded)).toEqual({ ok: true, upgrade: false })
  expect(await verifyPassword('Grün-Kraniche 42', encoded)).toEqual({ ok: false, upgrade: false })
  expect(await hashPassword('Grün-Kraniche 41')).not.toBe(encoded)
})

test('a hash of other cost still opens and asks for an upgrade', async () => {
  const salt = Buffer.alloc(16, 7)
  const hash = scryptSync('Nine-Cranes-41', salt, 32, { N: 2 ** 10, r: 8, p: 1 })
  const old = `$scrypt$ln=10,r=8,p=1$${salt.toString('base64').replace(/=+$/, '')}$${hash.toString('base64').replace(/=+$/, '')}`
  expect(await verifyPassword('Nine-Cranes-41', old)).toEqual({ ok: true, upgrade: true })
  expect(await verifyPassword('Nine-Cranes-42', old)).toEqual({ ok: false, upgrade: false })
})

test('earlier passwords are recognised', async () => {
  const earlier = [await hashPassword('Nine-Cranes-41'), await hashPassword('Nine-Cranes-42')]
  expect(await isOneOf('Nine-Cranes-42', earlier)).toBe(true)
  expect(await isOneOf('Nine-Cranes-43', earlier)).toBe(false)
})

test('a damaged hash and an unknown login answer no, and cost the same work', async () => {
  expect(await verifyPassword('x', 'plain text')).toEqual({ ok: false, upgrade: false })
  expect(await verifyNobody('Nine-Cranes-41')).toBe(false)
})

test('a flood is worked off, every answer right', async () => {
  const encoded = await hashPassword('Nine-Cranes-41')
  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((one) => verifyPassword(`Nine-Cranes-4${one}`, encoded)))
  expect(answers.map((answer) => answer.ok)).toEqual([true, false, false, false, false, false])
  expect(SCRYPT).toEqual({ ln: 15, r: 8, p: 1 })
})
