import fc from 'fast-check'
import { Database } from '#data/database'
import { loadRegionRules } from '#data/region'
import { scopeOf, visible } from '#data/scope'
import { readTicket } from '#data/snapshot'
import { type Actor, ROLES } from '#domain/access'
import { maySee } from '#domain/sight'
import { ASSIGNMENT_STATES, keysOf } from '#domain/words'
import type { RegionRules } from '#domain/workflow/region'
import { startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'
import { findPlace, register } from '../world/thread'

let database: TestDatabase
let api: TestApi
let db: Database
let region: RegionRules
const ids: string[] = []

beforeAll(async () => {
  database = await freshDatabase()
  api = await startApi({ databaseUrl: database.url })
  db = api.app.get(Database)
  region = await loadRegionRules(db)
  const operator = await api.as('operator')
  const place = await findPlace(operator, true)
  for (let at = 0; at < 12; at += 1) ids.push((await register(operator, place)).ticketId)
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

/** Few units near each other, so that paths meet. */
const near = () => {
  const families = [...region.units.values()].filter(({ parentId }) => parentId !== null).slice(0, 6)
  return [...new Set(families.flatMap(({ id, parentId }) => [id, parentId!]))]
}

const worlds = () => {
  const unitId = fc.constantFrom(...near())
  const held = fc.array(fc.record({ unitId, state: fc.constantFrom(...keysOf(ASSIGNMENT_STATES)) }), { maxLength: 3 })
  const actor = fc.record({ unitId, roles: fc.uniqueArray(fc.constantFrom(...keysOf(ROLES)), { maxLength: 3 }) })
  return fc.record({
    tickets: fc.array(held, { minLength: ids.length, maxLength: ids.length }),
    actors: fc.array(actor, { minLength: 8, maxLength: 8 }),
  })
}

async function write(tickets: { unitId: number; state: string }[][]) {
  const rows = tickets.flatMap((held, ticket) =>
    [...new Map(held.map((each) => [each.unitId, each])).values()].map(({ unitId, state }, at) => ({
      id: ticket * 10 + at + 1,
      ticket: ids[ticket],
      unit: unitId,
      path: region.units.get(unitId)!.path,
      state,
    })),
  )
  await db.query('DELETE FROM assignment')
  await db.query(
    `INSERT INTO assignment (id, ticket_id, unit_id, unit_path, line, role, state, dispatched_at, dispatched_by, signed_at, signed_on_time,
       number, title, type, urgency, updated_at)
     SELECT id, ticket, unit, path, 'industry', 'assist', state, now(), 1, now(), true, '1', '1', 'help', 'normal', now()
     FROM jsonb_to_recordset($1::jsonb) AS r (id bigint, ticket bigint, unit int, path text, state text)`,
    [JSON.stringify(rows)],
  )
}

test('the rule for one ticket and the rule for whole lists agree, for everybody about everything', async () => {
  let shown = 0
  let hidden = 0
  await fc.assert(
    fc.asyncProperty(worlds(), async ({ tickets, actors }) => {
      await write(tickets)
      const loaded = await Promise.all(ids.map(async (ticketId) => (await readTicket(db, { ticketId }))!))
      for (const { unitId, roles } of actors) {
        const actor: Actor = { personId: 1, name: '', unitId, unitPath: region.units.get(unitId)!.path, roles }
        const scope = scopeOf(actor, region)
        const rows = await db.query<{ id: string }>(
          `SELECT t.id::text FROM ticket t WHERE ${visible(scope, '$1')} ORDER BY t.id`,
          [scope.all ? [] : scope.unitIds],
        )
        const one = loaded.filter(({ snapshot }) => maySee(actor, snapshot)).map(({ snapshot }) => snapshot.ticket.id)
        expect(rows.map(({ id }) => id)).toEqual(one.sort((a, b) => Number(a) - Number(b)))
        shown += one.length
        hidden += ids.length - one.length
      }
    }),
    { numRuns: 40 },
  )
  expect(Math.min(shown, hidden)).toBeGreaterThan(100)
})
