import type { ConsultationResult } from '#domain/views'
import { Meetings, sibling } from '../world/meetings'
import { expectOk, onAssignment, onTicket, ticketOf } from '../world/thread'

let city: Meetings
let others: number[]

beforeAll(async () => {
  city = await Meetings.start()
  others = city.others
})
afterAll(() => city?.stop())

test('a meeting half carried out when the process died is carried on with what is left', async () => {
  const ids = [await city.disputed(), await city.disputed(), await city.disputed()]
  const { id } = await city.planned()
  await city.table(id, ...ids)
  for (const ticketId of ids) expectOk(await city.prepare(await city.meeting(city.dispatcher, id), ticketId), 200)
  // As a crash leaves it: one ticket has its conclusion, the meeting does not know of its end.
  await onTicket(city.supervisor, ids[1]!, 'conclude', city.conclusion(await ticketOf(city.dispatcher, ids[1]!)))
  const { results, consultation } = await city.conclude(id)
  expect(results.map(({ result }) => result)).toEqual(['done', 'already', 'done'])
  expect(consultation.state).toBe('held')
  const { rows } = await city.client.query<{ n: string }>(
    `SELECT count(*) AS n FROM event WHERE kind = 'conclude' AND ticket_id = ANY($1)`,
    [ids],
  )
  expect(rows[0]!.n).toBe('3')
})

test('two carry a meeting out at once: each ticket has one conclusion', async () => {
  for (let n = 0; n < 5; n++) {
    const ids = [await city.disputed(), await city.disputed()]
    const { id } = await city.planned()
    await city.table(id, ...ids)
    for (const ticketId of ids) expectOk(await city.prepare(await city.meeting(city.dispatcher, id), ticketId), 200)
    const answers = await Promise.all(
      [city.dispatcher, city.supervisor].map((someone) =>
        someone.post(`/api/v1/consultations/${id}/conclude`).send({}),
      ),
    )
    for (const each of answers) {
      expect(each.status).toBe(200)
      for (const { result } of (each.body as ConsultationResult).results) expect(['done', 'already']).toContain(result)
    }
    const { rows } = await city.client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM event WHERE kind = 'conclude' AND ticket_id = ANY($1)`,
      [ids],
    )
    expect(rows[0]!.n).toBe(2)
    expect((await city.meeting(city.dispatcher, id)).state).toBe('held')
  }
})

test('a conclusion against a reply at the same moment: one of them, and the other is told', async () => {
  const outcomes = new Set<string>()
  for (let n = 0; n < 6; n++) {
    const id = await city.disputed()
    const { id: meetingId } = await city.planned()
    await city.table(meetingId, id)
    const before = await ticketOf(city.dispatcher, id)
    const unit = await city.handlerOf(sibling(before).unitId)
    await onAssignment(unit, id, sibling(before), 'sign')
    await onAssignment(unit, id, sibling(before), 'contact', { way: 'phone', note: '已联系' })
    // The unit that replies is left out of the conclusion.
    const units = [{ unitId: others[1], line: 'industry', role: 'lead' }]
    expectOk(await city.prepare(await city.meeting(city.dispatcher, meetingId), id, { units }), 200)
    const { version } = await ticketOf(unit, id)
    const reply = unit
      .post(`/api/v1/assignments/${sibling(before).id}/actions/reply`)
      .set('If-Match', `"${version}"`)
      .send({
        outcome: 'solved',
        findings: '经现场查看属实。',
        measures: '已更换线路灯具。',
        basis: '管理规定',
        contactPerson: '养护班',
        publicText: '您反映的路灯已修复。',
        withoutAssists: '协办单位随后补充。',
      })
    const [answer, { results }] = await Promise.all([reply, city.conclude(meetingId)])
    const outcome = `${answer.status} ${results[0]!.result}`
    expect(['200 changed', '404 done', '409 done']).toContain(outcome)
    outcomes.add(outcome)
  }
  expect(outcomes.size).toBeGreaterThan(0)
})
