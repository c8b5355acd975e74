import { randomUUID } from 'node:crypto'
import type { FileView } from '#domain/views'
import type { Agent } from '../world/api'
import { contentOf, upload } from '../world/files'
import { CONTACT, onAssignment, register, REPLY, ticketOf } from '../world/thread'
import { code, FileCity } from './city'

let city: FileCity
beforeAll(async () => void (city = await FileCity.start()))
afterAll(() => city?.stop())

describe('attached', () => {
  test('at intake, contact and reply: with the event it came with, to be downloaded by those who see the ticket', async () => {
    const asked = await upload(city.operator, 'jpeg')
    const { ticketId, lead } = await city.dispatched({ files: [asked.id] })
    const handler = await city.unit(lead.unitId)
    const photo = await upload(handler, 'png')
    const proof = await upload(handler, 'pdf')
    await onAssignment(handler, ticketId, lead, 'sign')
    await onAssignment(handler, ticketId, lead, 'contact', { ...CONTACT, files: [photo.id] })
    await onAssignment(handler, ticketId, lead, 'reply', { ...REPLY, files: [proof.id] })
    const { files } = await ticketOf(city.dispatcher, ticketId)
    const { body } = await city.dispatcher.get(`/api/v1/tickets/${ticketId}/events`)
    const kinds = files.map(
      ({ seq }) => (body.items as { seq: number; kind: string }[]).find((e) => e.seq === seq)!.kind,
    )
    expect(kinds).toEqual(['register', 'contact', 'reply'])
    expect(files.map(({ assignmentId }) => assignmentId)).toEqual([null, lead.id, lead.id])
    for (const { id } of files) expect((await contentOf(city.dispatcher, id)).status).toBe(200)
    expect(await city.db.query(`SELECT FROM audit WHERE kind = 'fileRead'`)).toHaveLength(0)
  })

  test('only the own, only once, only what is there', async () => {
    const mine = await upload(city.operator)
    const { ticketId } = await register(city.operator, city.place, { files: [mine.id] })
    const others = await upload(city.dispatcher)
    for (const files of [[mine.id], [others.id], ['987654321987']])
      expect(await code(city.operator.post('/api/v1/tickets').send(city.demand({ files })))).toBe('fileGone')
    const twice = await city.operator.post('/api/v1/tickets').send(city.demand({ files: [others.id, others.id] }))
    expect(twice.body.code).toBe('invalidInput')
    expect(await ticketOf(city.operator, ticketId)).toMatchObject({ files: [{ id: mine.id }] })
  })

  test('an intake sent twice attaches once and answers the same', async () => {
    const { id } = await upload(city.operator)
    const key = randomUUID()
    const ask = () =>
      city.operator
        .post('/api/v1/tickets')
        .set('Idempotency-Key', key)
        .send(city.demand({ files: [id] }))
    const [one, two] = [await ask(), await ask()]
    expect([one.status, two.status]).toEqual([201, 201])
    expect(two.body).toEqual(one.body)
  })

  test('a region that asks for evidence gets it', async () => {
    const { ticketId, lead } = await city.dispatched()
    const handler = await city.unit(lead.unitId)
    await onAssignment(handler, ticketId, lead, 'sign')
    await onAssignment(handler, ticketId, lead, 'contact', CONTACT)
    await city.settings('{"replyEvidence":true}')
    const { version } = await ticketOf(handler, ticketId)
    const reply = (files: string[]) =>
      handler
        .post(`/api/v1/assignments/${lead.id}/actions/reply`)
        .set('If-Match', `"${version}"`)
        .send({ ...REPLY, files })
    expect(await code(reply([]))).toBe('evidenceNeeded')
    expect((await reply([(await upload(handler)).id])).status).toBe(200)
    await city.settings('{"replyEvidence":false}')
  })
})

describe('sight', () => {
  test('a unit that does not hold the ticket gets the answer of a file that is not there', async () => {
    const { id } = await upload(city.operator)
    const { lead, assignments } = await city.dispatched({ files: [id] })
    const foreign = (await city.db.query<{ id: number }>('SELECT id FROM unit WHERE active ORDER BY id')).find(
      (each) => !assignments.some(({ unitId }) => unitId === each.id),
    )!
    const [stranger, holder] = [await city.unit(foreign.id), await city.unit(lead.unitId)]
    for (const path of ['', '/content']) {
      const [there, nowhere] = await Promise.all(
        [id, '987654321987'].map((each) => stranger.get(`/api/v1/files/${each}${path}`)),
      )
      expect({ ...there!.body, requestId: '' }).toEqual({ ...nowhere!.body, requestId: '' })
      expect(there!.status).toBe(404)
    }
    expect((await contentOf(holder, id)).status).toBe(200)
    await city.db.query(`UPDATE assignment SET state = 'returned' WHERE id = $1`, [lead.id])
    expect(await code(holder.get(`/api/v1/files/${id}`))).toBe('notFound')
    await city.db.query(`UPDATE assignment SET state = 'pending' WHERE id = $1`, [lead.id])
  })

  test('of a report a unit sees what it attached and what shows nobody; whoever takes one is on record', async () => {
    const [secret, plain] = [
      await upload(city.operator, 'jpeg', { name: '身份证.jpg' }),
      await upload(city.operator, 'jpeg', { name: '现场 苏日娜.jpg', identifying: 'no' }),
    ]
    const { ticketId, lead } = await city.dispatched({ type: 'report', files: [secret.id, plain.id] })
    const handler = await city.unit(lead.unitId)
    const own = await upload(handler, 'png', { name: '核查.png' })
    await onAssignment(handler, ticketId, lead, 'sign')
    await onAssignment(handler, ticketId, lead, 'relay', { note: '已核查。', files: [own.id] })
    const names = async (someone: Agent) => (await ticketOf(someone, ticketId)).files.map(({ name }: FileView) => name)
    expect(await names(city.operator)).toEqual(['身份证.jpg', '现场 苏日娜.jpg', '核查.png'])
    const seen = await names(handler)
    expect(seen).toHaveLength(2)
    expect(seen.join()).not.toMatch(/身份证|苏日娜/)
    expect(await code(handler.get(`/api/v1/files/${secret.id}/content`))).toBe('notFound')
    const told = await handler.get(`/api/v1/files/${plain.id}`)
    expect(JSON.stringify(told.body)).not.toContain('苏日娜')
    const taken = await contentOf(handler, plain.id)
    expect(JSON.stringify(taken.headers)).not.toContain(encodeURIComponent('苏日娜'))
    const rows = await city.db.query(`SELECT detail FROM audit WHERE kind = 'fileRead'`)
    expect(rows).toMatchObject([{ detail: { ticketId, fileId: plain.id } }])
    expect(JSON.stringify(rows)).not.toContain('苏日娜')
    const leader = await city.api.as('leader')
    expect((await ticketOf(leader, ticketId)).files).toEqual([])
  })
})
