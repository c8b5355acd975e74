import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyAttachments } from '#platform/file-copies'
import { FileKeeping } from '#services/files/keeping'
import { type Agent, startApi } from '../world/api'
import { PatientClient, signedInCookie } from '../world/client'
import { freshDatabase } from '../world/database'
import { SAMPLE_FILES } from '../world/file-bytes'
import { contentOf, upload } from '../world/files'
import { spawnApi } from '../world/processes'
import { DEMAND, findPlace, register, ticketOf } from '../world/thread'
import { code, FileCity, hashOf } from './city'

/** What happens to files when a scanner looks, a process is killed, a back-up is made. */

const folders: string[] = []
const folder = () => folders[folders.push(mkdtempSync(join(tmpdir(), 'jiban-outside-'))) - 1]!
afterAll(() => folders.forEach((each) => rmSync(each, { recursive: true, force: true })))

describe('with a scanner', () => {
  let city: FileCity
  let operator: Agent
  /** Finds something in whatever says so. */
  const scanner = () => {
    const path = join(folder(), 'scan.sh')
    writeFileSync(path, '#!/bin/sh\ngrep -q EVIL "$2" && exit 1\ngrep -q BROKEN "$2" && exit 2\nexit 0\n')
    chmodSync(path, 0o755)
    return path
  }
  beforeAll(async () => {
    city = await FileCity.start({ scanCommand: `${scanner()} --quiet` })
    operator = city.operator
  })
  afterAll(() => city?.stop())

  const uploaded = (mark: string) => upload(operator, 'pdf', { bytes: Buffer.concat([SAMPLE_FILES.pdf, Buffer.from(mark)]) }) // prettier-ignore
  const scan = (id: string) => city.api.app.get(FileKeeping).scan(id)

  test('nobody gets a file before somebody looked; a clean one is given out', async () => {
    const { id, scan: state } = await uploaded('good')
    expect(state).toBe('waiting')
    expect(await code(operator.get(`/api/v1/files/${id}/content`))).toBe('fileWaiting')
    const jobs = await city.db.query(
      `SELECT FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE t.identifier = 'scanFile' AND j.payload->>'fileId' = $1`,
      [id],
    )
    expect(jobs).toHaveLength(1)
    await scan(id)
    expect((await contentOf(operator, id)).status).toBe(200)
  })

  test('one that is found bad cannot be attached, and one attached before is given to nobody', async () => {
    const [before, after] = [await uploaded('EVIL one'), await uploaded('EVIL two')]
    const { ticketId } = await register(operator, city.place, { files: [before.id] })
    await scan(before.id)
    await scan(after.id)
    expect(await code(operator.post('/api/v1/tickets').send(city.demand({ files: [after.id] })))).toBe('fileGone')
    expect((await ticketOf(operator, ticketId)).files).toMatchObject([{ scan: 'refused' }])
    expect(await code(operator.get(`/api/v1/files/${before.id}/content`))).toBe('fileRefused')
    expect(await city.db.query(`SELECT FROM audit WHERE kind = 'fileRefused'`)).toHaveLength(2)
  })

  test('a scanner that cannot look is asked again later', async () => {
    const { id } = await uploaded('BROKEN')
    await expect(scan(id)).rejects.toThrow(/scanner ended with 2/)
    expect((await operator.get(`/api/v1/files/${id}`)).body.scan).toBe('waiting')
  })
})

test('an acknowledged upload outlives the kill of its process, and can then be attached', async () => {
  const database = await freshDatabase()
  const files = folder()
  const helper = await startApi({ databaseUrl: database.url })
  const place = await findPlace(await helper.as('operator'), true)
  const [first, second] = await Promise.all([0, 1].map(() => spawnApi(database.url, { JIBAN_FILES: files })))
  try {
    const cookie = await signedInCookie(first!.url, 'operator')
    const send = (body: Buffer | ReadableStream, key: string) =>
      fetch(`${first!.url}/api/v1/files?name=a.pdf`, {
        method: 'POST',
        headers: { cookie, 'idempotency-key': key, 'content-type': 'application/octet-stream' },
        body: body as never,
        duplex: 'half',
      } as RequestInit)
    const answer = (await (await send(SAMPLE_FILES.pdf, 'kept-upload')).json()) as { id: string }
    // Half of another one has come when the process dies.
    let begun = () => {}
    const coming = new Promise<void>((resolve) => (begun = resolve))
    const half = new ReadableStream({
      start: (stream) => {
        stream.enqueue(new Uint8Array(SAMPLE_FILES.png))
        setTimeout(begun, 500)
      },
    })
    const cut = send(half, 'half-upload').catch(() => null)
    await coming
    await first!.kill()
    await cut
    expect(readFileSync(join(files, hashOf(SAMPLE_FILES.pdf).slice(0, 2), hashOf(SAMPLE_FILES.pdf)))).toEqual(
      SAMPLE_FILES.pdf,
    )
    expect(readdirSync(join(files, 'incoming'))).toHaveLength(1)
    const client = new PatientClient(() => [second!.url], await signedInCookie(second!.url, 'operator'))
    const { status, body } = await client.post('tickets', { ...DEMAND, ...place, files: [answer.id] })
    expect([status, body.code]).toEqual([201, undefined])
  } finally {
    await Promise.all([first!.kill(), second!.kill()])
    await helper.stop()
    await database.drop()
  }
}, 60_000)

test('a back-up holds every file, and costs only what is new; what was lost comes back', async () => {
  const [from, one, two] = [folder(), join(folder(), 'one'), join(folder(), 'two')]
  const at = (root: string, bytes: Buffer) => join(root, hashOf(bytes).slice(0, 2), hashOf(bytes))
  const put = (bytes: Buffer) => {
    rmSync(join(at(from, bytes), '..'), { recursive: true, force: true })
    mkdirSync(join(at(from, bytes), '..'), { recursive: true })
    writeFileSync(at(from, bytes), bytes)
  }
  put(SAMPLE_FILES.pdf)
  expect(await copyAttachments(from, one, undefined)).toBe(SAMPLE_FILES.pdf.length)
  put(SAMPLE_FILES.png)
  expect(await copyAttachments(from, two, one)).toBe(SAMPLE_FILES.png.length)
  expect(statSync(at(two, SAMPLE_FILES.pdf)).ino).toBe(statSync(at(one, SAMPLE_FILES.pdf)).ino)
  rmSync(at(from, SAMPLE_FILES.pdf))
  await copyAttachments(two, from, undefined)
  expect(readFileSync(at(from, SAMPLE_FILES.pdf))).toEqual(SAMPLE_FILES.pdf)
  rmSync(one, { recursive: true })
  expect(existsSync(at(two, SAMPLE_FILES.pdf))).toBe(true)
})
