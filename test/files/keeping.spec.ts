import { randomUUID } from 'node:crypto'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { KeyRing } from '#data/secrets/key-ring'
import { verify } from '#data/verify/verify'
import { FileKeeping } from '#services/files/keeping'
import { Erasure } from '#services/tickets/erasure'
import { SAMPLE_FILES } from '../world/file-bytes'
import { contentOf, upload } from '../world/files'
import { register, ticketOf } from '../world/thread'
import { code, FileCity, hashOf } from './city'

let city: FileCity
beforeAll(async () => void (city = await FileCity.start()))
afterAll(() => city?.stop())

describe('keeping', () => {
  const keeping = () => city.api.app.get(FileKeeping)

  test('what was never attached goes after two weeks; what a ticket needs stays, and so does a twin of it', async () => {
    const bytes = Buffer.concat([SAMPLE_FILES.pdf, Buffer.from(randomUUID())])
    const needed = await upload(city.operator, 'pdf', { bytes })
    const twin = await upload(city.dispatcher, 'pdf', { bytes })
    const lonely = Buffer.concat([SAMPLE_FILES.pdf, Buffer.from(randomUUID())])
    const loose = await upload(city.operator, 'pdf', { bytes: lonely })
    await register(city.operator, city.place, { files: [needed.id] })
    writeFileSync(
      city.store.pathOf(hashOf(lonely)).replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      'of no row',
    )
    await city.db.query(`UPDATE file SET uploaded_at = now() - interval '15 days' WHERE id = ANY ($1)`, [
      [twin.id, loose.id],
    ])
    await keeping().sweep()
    expect(await code(city.operator.get(`/api/v1/files/${loose.id}`))).toBe('notFound')
    expect(await code(city.dispatcher.get(`/api/v1/files/${twin.id}`))).toBe('notFound')
    expect(existsSync(city.store.pathOf(hashOf(lonely)))).toBe(false)
    expect((await contentOf(city.operator, needed.id)).body).toEqual(bytes)
    const rows = await city.db.query<{ sha256: string }>(
      `SELECT DISTINCT encode(sha256, 'hex') AS sha256 FROM file WHERE erased_at IS NULL ORDER BY 1`,
    )
    expect(city.kept().sort()).toEqual(rows.map(({ sha256 }) => sha256)) // prettier-ignore
  })

  test('erased with its requester: the name at once, the bytes with the sweep that was promised', async () => {
    const bytes = Buffer.concat([SAMPLE_FILES.jpeg, Buffer.from(randomUUID())])
    const { id } = await upload(city.operator, 'jpeg', { bytes, name: '苏日娜家门口.jpg' })
    const requester = { kind: 'citizen', name: '苏日娜', phone: '13900007777' }
    const { ticketId } = await register(city.operator, city.place, { files: [id], requester })
    const [row] = await city.db.query<{ id: string }>('SELECT requester_id::text AS id FROM ticket WHERE id = $1', [
      ticketId,
    ])
    await new Erasure(city.db, city.api.app.get(KeyRing)).erase(row!.id, '本人申请')
    expect(await code(city.operator.get(`/api/v1/files/${id}`))).toBe('notFound')
    expect((await ticketOf(city.operator, ticketId)).files).toEqual([])
    const jobs = await city.db.query(
      `SELECT FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'sweepFiles'`,
    )
    expect(jobs).toHaveLength(1)
    await keeping().sweep()
    expect(existsSync(city.store.pathOf(hashOf(bytes)))).toBe(false)
    const { brokenCount } = await verify(city.db, city.api.app.get(KeyRing), { store: city.store })
    expect(brokenCount).toBe(0)
  })

  test('the verifier names the ticket whose file was changed or is gone', async () => {
    const [one, two] = [
      await upload(city.operator, 'pdf', { bytes: Buffer.concat([SAMPLE_FILES.pdf, Buffer.from(randomUUID())]) }),
      await upload(city.operator, 'pdf', { bytes: Buffer.concat([SAMPLE_FILES.pdf, Buffer.from(randomUUID())]) }),
    ]
    const { ticketId } = await register(city.operator, city.place, { files: [one.id, two.id] })
    const hashes = await city.db.query<{ id: string; sha256: string }>(
      `SELECT id::text, encode(sha256, 'hex') AS sha256 FROM file WHERE id = ANY ($1) ORDER BY id`,
      [[one.id, two.id]],
    )
    writeFileSync(city.store.pathOf(hashes[0]!.sha256), 'something else')
    rmSync(city.store.pathOf(hashes[1]!.sha256))
    const { broken } = await verify(city.db, city.api.app.get(KeyRing), { store: city.store })
    expect(broken).toMatchObject([{ ticketId, faults: [{ code: 'file' }, { code: 'file' }] }])
    await city.db.query('UPDATE file SET event_seq = 2 WHERE id = $1', [one.id])
    const changed = await verify(city.db, city.api.app.get(KeyRing))
    expect(changed.broken).toMatchObject([{ ticketId, faults: [{ code: 'file' }, { code: 'file' }] }])
  })
})
