import type { Page, RectificationFigure, RectificationRow } from '#domain/views'
import type { Agent } from '../world/api'
import { BAD, Calls, CONTENT, contactedOf, lead } from '../world/calls'
import { expectOk, onAssignment, onTicket, register, ticketOf } from '../world/thread'

/** What requesters say and what follows from it: ratings by link, exits, rectifications. */

let calls: Calls

beforeAll(async () => {
  calls = await Calls.start()
})
afterAll(() => calls?.stop())

describe('rating by link', () => {
  test('shows the number and what they wrote, nothing of a person; works once; a used or foreign one tells nothing', async () => {
    const ticket = await calls.toCall()
    const token = await calls.linkOf(ticket)
    const page = expectOk(await calls.openRating(token), 200)
    expect(Object.keys(page as object).sort()).toEqual(['expiresAt', 'number', 'title', 'units'])
    expect(JSON.stringify(page)).not.toMatch(/苏日娜|1390000|一小区南门/)
    expect((await calls.rate(token, { ...CONTENT, contacted: contactedOf(ticket), words: '很好' })).status).toBe(204)
    const after = await ticketOf(calls.callback, ticket.id)
    expect(after).toMatchObject({ state: 'closed', callbacks: [{ via: 'link', reached: true, words: '很好' }] })
    const used = await calls.openRating(token)
    const foreign = await calls.openRating('x'.repeat(token.length))
    for (const answer of [used, foreign, await calls.rate(token, { ...CONTENT, contacted: [] })])
      expect([answer.status, answer.body.code, answer.body.message, answer.body.detail]).toEqual([
        404,
        'ratingLinkDead',
        used.body.message,
        undefined,
      ])
    const { rows } = await calls.sql.query(
      `SELECT encode(token_hash, 'escape') AS hash FROM rating_link WHERE ticket_id = $1`,
      [ticket.id],
    )
    expect(rows[0].hash).not.toContain(token)
  })

  test('an expired one is dead, and who may not call never sees one', async () => {
    const ticket = await calls.toCall()
    const token = await calls.linkOf(ticket)
    await calls.sql.query(`UPDATE rating_link SET expires_at = now() WHERE ticket_id = $1`, [ticket.id])
    expect((await calls.openRating(token)).status).toBe(404)
    const unit = await calls.unitOf(lead(ticket).unitId)
    expect((await unit.post(`/api/v1/tickets/${ticket.id}/rating-link`).send({})).status).toBe(403)
    expect((await calls.dispatcher.get(`/api/v1/tickets/${ticket.id}`)).text).not.toContain(token)
  })

  test('who is not satisfied is read by a person, who decides; nobody calls meanwhile', async () => {
    const ticket = await calls.toCall()
    await calls.rate(await calls.linkOf(ticket), { ...BAD, contacted: contactedOf(ticket) })
    expect(await calls.idsIn('callback')).not.toContain(ticket.id)
    expect(await calls.idsIn('rated')).toContain(ticket.id)
    const called = await calls.attempt(calls.callback, ticket, 'callback', {
      ...CONTENT,
      contacted: contactedOf(ticket),
    })
    expect(called.body.code).toBe('alreadyRated')
    expect((await calls.attempt(calls.callback, ticket, 'settleRating', {})).body.code).toBe('exitNeeded')
    await onTicket(calls.callback, ticket.id, 'settleRating', { exit: 'redo', exitReason: '未修复' })
    const after = await ticketOf(calls.callback, ticket.id)
    expect(after).toMatchObject({ state: 'handling', round: 2, redoCount: 1, ratedSince: null })
    expect(after.disposals).toMatchObject([{ round: 1, exit: 'redo', reason: '未修复', by: '回访甲' }])
    expect(after.clocks.find(({ kind, round }) => kind === 'redo' && round === 2)).toMatchObject({ stoppedAt: null })
    expect(await calls.idsIn('rated')).not.toContain(ticket.id)
  })

  test('what had closed as unreachable has its answer after all', async () => {
    const ticket = await calls.toCall()
    for (let n = 0; n < 3; n++) {
      await calls.sql.query(`UPDATE callback SET at = at - interval '1 day' WHERE ticket_id = $1`, [ticket.id])
      await onTicket(calls.callback, ticket.id, 'unreached', { note: '无人接听' })
    }
    expect((await ticketOf(calls.callback, ticket.id)).state).toBe('closed')
    expect((await calls.rate(await calls.linkOf(ticket), { ...CONTENT, contacted: contactedOf(ticket) })).status).toBe(
      204,
    )
    const { state, callbacks } = await ticketOf(calls.callback, ticket.id)
    expect([state, callbacks.at(-1)]).toMatchObject(['closed', { attempt: 4, via: 'link', reached: true }])
  })

  test('an answer on the spot has a link, too', async () => {
    const { ticketId } = await register(calls.operator, calls.place, {
      outcome: 'answer',
      answer: '请到便民中心办理。',
    })
    const token = await calls.linkOf({ id: ticketId })
    expect((await calls.rate(token, { ...CONTENT, contacted: [] })).status).toBe(204)
    expect((await ticketOf(calls.operator, ticketId)).callbacks).toMatchObject([{ via: 'link', resultGrade: 5 }])
  })
})

describe('the exits', () => {
  const out = async (exit: object) => {
    const ticket = await calls.toCall({ requester: { kind: 'citizen', anonymous: true, phone: '13900001234' } })
    return {
      ticket,
      answer: await calls.attempt(calls.callback, ticket, 'callback', {
        ...BAD,
        contacted: contactedOf(ticket),
        ...exit,
      }),
    }
  }

  test('each needs what follows from it', async () => {
    expect((await out({})).answer.body.code).toBe('exitNeeded')
    const reason = { exitReason: '条件暂不具备' }
    for (const checkOn of [undefined, '2020-01-01'])
      expect((await out({ exit: 'extended', ...reason, checkOn })).answer.body.code).toBe('checkDayNeeded')
    expect((await out({ exit: 'transferred', ...reason })).answer.body.code).toBe('transferNeeded')
  })

  test('put off is looked at again on its day, and goes back when nothing was done', async () => {
    const { ticket } = await out({ exit: 'extended', exitReason: '开春施工', checkOn: '2099-04-01' })
    expect(await ticketOf(calls.callback, ticket.id)).toMatchObject({
      state: 'closed',
      disposals: [{ exit: 'extended', checkOn: '2099-04-01', checkedAt: null, reason: '开春施工' }],
    })
    expect(await calls.idsIn('followUp')).not.toContain(ticket.id)
    await calls.sql.query(`UPDATE disposal SET check_on = current_date WHERE ticket_id = $1`, [ticket.id])
    expect(await calls.idsIn('followUp')).toContain(ticket.id)
    await onTicket(calls.callback, ticket.id, 'followUp', { outcome: 'redo', note: '仍未施工' })
    expect(await ticketOf(calls.callback, ticket.id)).toMatchObject({ state: 'handling', redoCount: 1 })
    expect(await calls.idsIn('followUp')).not.toContain(ticket.id)
  })

  test('handed on says to whom', async () => {
    const { ticket } = await out({ exit: 'transferred', exitReason: '属民事纠纷', transferredTo: 'court' })
    const { state, disposals } = await ticketOf(calls.callback, ticket.id)
    expect([state, disposals]).toMatchObject(['closed', [{ exit: 'transferred', transferredTo: 'court' }]])
  })
})

describe('rectifications', () => {
  test('a bad review in a real name obliges the unit; somebody else looks; again, then done', async () => {
    const ticket = await calls.toCall()
    const own = lead(ticket)
    const said = { ...BAD, contacted: contactedOf(ticket), exit: 'judged', exitReason: '已尽职' }
    await onTicket(calls.callback, ticket.id, 'callback', said)
    const [found] = (await ticketOf(calls.callback, ticket.id)).rectifications
    expect(found).toMatchObject({ state: 'open', grade: 1, unitName: own.unitName, tries: 0 })
    const unit = await calls.unitOf(own.unitId)
    const list = async (who: Agent, state: string) =>
      (expectOk(await who.get('/api/v1/rectifications').query({ state }), 200) as Page<RectificationRow>).items
    expect((await list(unit, 'open')).at(-1)).toMatchObject({
      ticketId: ticket.id,
      state: 'open',
      unitName: own.unitName,
    })
    await onAssignment(unit, ticket.id, own, 'rectify', { measures: '已约谈责任人并重新修复。' })
    const check = { rectificationId: found!.id, note: '二次回访' }
    expect(
      (await calls.attempt(calls.callback, ticket, 'checkRectification', { ...check, outcome: 'done', grade: 2 })).body
        .code,
    ).toBe('checkNotPleased')
    await onTicket(calls.callback, ticket.id, 'checkRectification', { ...check, outcome: 'again', grade: 2 })
    await onAssignment(unit, ticket.id, own, 'rectify', { measures: '再次上门，更换全部灯具。' })
    expect(await list(calls.callback, 'submitted')).toMatchObject([{ ticketId: ticket.id, tries: 2 }])
    await onTicket(calls.callback, ticket.id, 'checkRectification', {
      ...check,
      outcome: 'done',
      grade: 5,
      words: '这次好了',
    })
    const after = (await ticketOf(calls.callback, ticket.id)).rectifications[0]!
    expect([after.state, after.steps.map(({ kind }) => kind)]).toEqual([
      'done',
      ['submitted', 'again', 'submitted', 'done'],
    ])
    const figure: RectificationFigure = expectOk(await calls.callback.get('/api/v1/rectifications/figure'), 200)
    expect(figure.units.find(({ unitId }) => unitId === own.unitId)).toMatchObject({ inTime: 1, rate: 1 })
  })

  test('an anonymous one obliges nobody, and a foreign unit sees none of it', async () => {
    const ticket = await calls.toCall({ requester: { kind: 'citizen', anonymous: true, phone: '13900001234' } })
    const said = { ...BAD, contacted: contactedOf(ticket), exit: 'judged', exitReason: '已尽职' }
    await onTicket(calls.callback, ticket.id, 'callback', said)
    expect((await ticketOf(calls.callback, ticket.id)).rectifications).toEqual([])
    const named = await calls.toCall()
    await onTicket(calls.callback, named.id, 'callback', { ...said, contacted: contactedOf(named) })
    const foreign = await calls.api.as('town2')
    expect(expectOk(await foreign.get('/api/v1/rectifications'), 200)).toMatchObject({ items: [] })
  })
})
