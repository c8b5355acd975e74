import { randomUUID } from 'node:crypto'
import type { TicketView } from '#domain/views'
import { Calls, CONTENT, contactedOf } from '../world/calls'
import { personLogin } from '../world/people'
import { DEMAND, handle, onTicket, register, ticketOf } from '../world/thread'

/** Calling back: attempts and promises, what was handled elsewhere, districts. */

let calls: Calls

beforeAll(async () => {
  calls = await Calls.start()
})
afterAll(() => calls?.stop())

describe('calling', () => {
  test('after an attempt the next half-day is told, and whom one may not call stands last', async () => {
    const [called, fresh] = [await calls.toCall(), await calls.toCall()]
    await onTicket(calls.callback, called.id, 'unreached', { note: '无人接听' })
    const { callFrom, callbacks } = await ticketOf(calls.callback, called.id)
    expect(Date.parse(callFrom!)).toBeGreaterThan(Date.now())
    expect(callbacks).toMatchObject([{ attempt: 1, reached: false, via: 'call' }])
    const ids = await calls.idsIn('callback')
    expect(ids.indexOf(fresh.id)).toBeLessThan(ids.indexOf(called.id))
    const again = await calls.attempt(calls.callback, called, 'unreached', { note: '还是无人接听' })
    expect(again.body).toMatchObject({ code: 'attemptTooSoon', detail: { nextAt: callFrom } })
  })

  test('three half-days in vain close it as unreachable; what was called within one half-day does not count', async () => {
    const ticket = await calls.toCall()
    for (const days of [3, 2]) {
      await onTicket(calls.callback, ticket.id, 'unreached', { note: '无人接听' })
      await calls.sql.query(`UPDATE callback SET at = at - $2 * interval '1 day' WHERE ticket_id = $1`, [
        ticket.id,
        days,
      ])
    }
    const { state } = await onTicket(calls.callback, ticket.id, 'unreached', { note: '无人接听' })
    expect(state).toBe('closed')
    expect((await ticketOf(calls.callback, ticket.id)).callbacks.map((each) => each.attempt)).toEqual([1, 2, 3])
  })

  test('a promised time is kept: not listed before, first when it comes', async () => {
    const ticket = await calls.toCall()
    const at = new Date(Date.now() + 3_600_000).toISOString()
    for (const wrong of ['2020-01-01T08:00+08:00', new Date(Date.now() + 8 * 86_400_000).toISOString()])
      expect(
        (await calls.attempt(calls.callback, ticket, 'promiseCall', { at: wrong, note: '请稍后' })).body.code,
      ).toBe('promiseWrong')
    await onTicket(calls.callback, ticket.id, 'promiseCall', { at, note: '请下午再打' })
    const rows = await calls.queue('callback')
    expect(rows.find(({ id }) => id === ticket.id)).toMatchObject({ callPromised: true, callFrom: at })
    expect(rows[0]!.id).not.toBe(ticket.id)
    await calls.sql.query(`UPDATE ticket SET call_from = now() WHERE id = $1`, [ticket.id])
    expect((await calls.idsIn('callback'))[0]).toBe(ticket.id)
    await onTicket(calls.callback, ticket.id, 'callback', { ...CONTENT, contacted: contactedOf(ticket) })
    expect(await ticketOf(calls.callback, ticket.id)).toMatchObject({
      state: 'closed',
      callPromised: false,
      callFrom: null,
    })
  })

  test('handled elsewhere: it comes in with its number and what was done, to be called back alone', async () => {
    const over = { outcome: 'callbackOnly', channel: 'hotline12315', answer: '商家已退款。', type: 'complaint' }
    const without = await calls.operator.post('/api/v1/tickets').send({ ...DEMAND, ...calls.place, ...over })
    expect(without.body.code).toBe('callbackOnlyWrong')
    const { ticketId, state } = await register(calls.operator, calls.place, {
      ...over,
      channelRef: `12315-${randomUUID()}`,
    })
    expect(state).toBe('callback')
    expect(await calls.idsIn('callback')).toContain(ticketId)
    const done = await onTicket(calls.callback, ticketId, 'callback', { ...CONTENT, contacted: [] })
    expect(done.state).toBe('closed')
  })
})

describe('districts', () => {
  test('a district calls what its units handled, never what it handled itself', async () => {
    const { rows } = await calls.sql.query<{ id: number; parent: number; code: string }>(
      `SELECT c.id, p.id AS parent, p.code FROM unit c JOIN unit p ON p.id = c.parent_id
       WHERE p.kind = 'town' AND p.code = ANY (SELECT jsonb_array_elements_text(settings -> 'districtCallback') FROM region) LIMIT 1`,
    )
    const { id: below, parent } = rows[0]!
    // What the list of duties lets a village do.
    const [swept] = (
      await calls.sql.query<{ code: string }>(
        `SELECT code FROM category WHERE level = 3 AND starts_with(code, '0202') AND unit_id IS NOT NULL ORDER BY code LIMIT 1`,
      )
    ).rows
    const district = await calls.api.as(await personLogin(calls.database.url, parent, 'districtCaller'))
    const given = async (unitId: number) => {
      const { ticketId } = await register(calls.operator, { ...calls.place, categoryCode: swept!.code })
      await onTicket(calls.dispatcher, ticketId, 'dispatch', {
        units: [{ unitId, line: 'territory', role: 'lead' }],
        singleReason: '属地单独办理',
      })
      const [assignment] = (await ticketOf(calls.dispatcher, ticketId)).assignments
      await handle(await calls.unitOf(unitId), ticketId, assignment!)
      await onTicket(calls.dispatcher, ticketId, 'accept')
      return ticketOf(calls.dispatcher, ticketId)
    }
    const [theirs, own] = [await given(below), await given(parent)]
    expect([theirs.callbackUnit, own.callbackUnit]).toEqual([expect.any(String), null])
    expect(await calls.idsIn('callback', district)).toEqual([theirs.id])
    expect(await calls.idsIn('callback')).toContain(own.id)
    expect(await calls.idsIn('callback')).not.toContain(theirs.id)
    const said = (ticket: TicketView) => ({ ...CONTENT, contacted: contactedOf(ticket) })
    expect((await calls.attempt(district, own, 'callback', said(own))).body.code).toBe('ownCallback')
    expect((await onTicket(district, theirs.id, 'callback', said(theirs))).state).toBe('closed')
    expect((await district.get('/api/v1/tickets?queue=dispatch')).status).toBe(403)
  })
})
