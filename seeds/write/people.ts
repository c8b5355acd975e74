import { randomInt } from 'node:crypto'
import type { Client } from 'pg'
import { hashPassword } from '#data/secrets/password'
import type { PersonRow } from '../read/data'
import type { UnitIds } from './units'

/** For trying the system out; never set where JIBAN_DEMO is off. */
export const DEMO_PASSWORD = 'Jiban@2026demo'

export interface InitialPassword {
  login: string
  password: string
}

/**
 * Adds the people who are not there yet. Accounts that exist belong to the system administrator: the files change nothing about them.
 * For a demo all share one known password; otherwise each gets a random one, told once and to be changed at the first sign-in.
 */
export async function addPeople(
  client: Client,
  people: readonly PersonRow[],
  ids: UnitIds,
  demo: boolean,
  onPerson: (done: number, total: number) => void,
): Promise<InitialPassword[]> {
  const { rows } = await client.query<{ login: string }>('SELECT login FROM person')
  const there = new Set(rows.map(({ login }) => login))
  const fresh = people.filter(({ login }) => !there.has(login))
  const shared = demo && fresh.length ? await hashPassword(DEMO_PASSWORD) : null
  const told: InitialPassword[] = []
  for (const [at, person] of fresh.entries()) {
    const password = shared ? DEMO_PASSWORD : randomPassword()
    await addPerson(client, person, ids.get(person.unit)!, shared ?? (await hashPassword(password)), !demo)
    told.push({ login: person.login, password })
    onPerson(at + 1, fresh.length)
  }
  return told
}

async function addPerson(client: Client, person: PersonRow, unitId: number, hash: string, mustChange: boolean) {
  await client.query(
    `WITH added AS (
       INSERT INTO person (login, name, unit_id, desk, password_hash, password_changed_at, must_change_password)
       VALUES ($1, $2, $3, $4, $5, now(), $6) RETURNING id)
     INSERT INTO person_role (person_id, role) SELECT id, unnest($7::text[]) FROM added`,
    [person.login, person.name, unitId, person.desk, hash, mustChange, person.roles],
  )
}

const CLASSES = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '@#%+=!?']

/** Fourteen characters of four classes, without look-alikes, since it is read from a screen once. */
function randomPassword(): string {
  const all = CLASSES.join('')
  const chars = [...CLASSES, ...Array<string>(10).fill(all)].map((set) => set[randomInt(set.length)]!)
  for (let at = chars.length - 1; at > 0; at--) {
    const other = randomInt(at + 1)
    ;[chars[at], chars[other]] = [chars[other]!, chars[at]!]
  }
  return chars.join('')
}
