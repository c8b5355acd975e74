import { randomUUID } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { FILE_KINDS } from '#domain/files'
import { keysOf } from '#domain/words'
import { SAMPLE_FILES } from '../world/file-bytes'
import { contentOf, send, upload } from '../world/files'
import { code, FileCity, hashOf } from './city'

let city: FileCity
beforeAll(async () => void (city = await FileCity.start()))
afterAll(() => city?.stop())

describe('uploading', () => {
  test.each(keysOf(FILE_KINDS))('%s is taken, and comes back byte by byte', async (kind) => {
    const file = await upload(city.operator, kind)
    expect(file).toMatchObject({ kind, size: SAMPLE_FILES[kind].length, scan: 'unscanned', seq: null })
    expect((await contentOf(city.operator, file.id)).body).toEqual(SAMPLE_FILES[kind])
  })

  test.each([
    ['照片.jpg', Buffer.from('<svg onload=alert(1)>'.padEnd(100)), 'fileKindUnknown'],
    ['网页.html', Buffer.from('<html><script></script></html>'.padEnd(100)), 'fileKindUnknown'],
    ['照片.png', SAMPLE_FILES.jpeg, 'fileKindDiffers'],
    ['文档.exe', SAMPLE_FILES.pdf, 'fileKindDiffers'],
    ['无扩展名', SAMPLE_FILES.pdf, 'fileNameInvalid'],
    ['空.pdf', Buffer.alloc(0), 'fileEmpty'],
  ])('%s with other content is refused', async (name, bytes, refusal) => {
    expect(await code(send(city.operator, { name, bytes }))).toBe(refusal)
  })

  test('what is too large for its kind is refused, in words, and leaves nothing', async () => {
    const before = city.kept().length
    await city.settings('{"files":{"megabytes":{"image":1}}}')
    const bytes = Buffer.concat([SAMPLE_FILES.png], 2 ** 20 + 1)
    const answer = await send(city.operator, { name: '大图.png', bytes })
    expect(answer.status).toBe(413)
    expect(answer.body).toMatchObject({ code: 'fileTooLarge', detail: { megabytes: 1 } })
    expect(answer.body.message).toMatch(/文件过大/)
    await city.settings('{"files":{}}')
    expect(city.kept().length).toBe(before)
  })

  test('two equal uploads are two rows and one file; the same upload sent again is the same', async () => {
    const bytes = Buffer.concat([SAMPLE_FILES.pdf, Buffer.from(randomUUID())])
    const key = randomUUID()
    const [one, again, other] = [
      await upload(city.operator, 'pdf', { bytes, key }),
      await upload(city.operator, 'pdf', { bytes, key }),
      await upload(city.dispatcher, 'pdf', { bytes }),
    ]
    expect(again.id).toBe(one.id)
    expect(other.id).not.toBe(one.id)
    expect(city.kept().filter((file) => file === hashOf(bytes))).toHaveLength(1)
    expect(statSync(city.store.pathOf(hashOf(bytes))).mode & 0o077).toBe(0)
    expect(readdirSync(join(city.folder, 'incoming'))).toEqual([])
  })

  test('JSON is no file, and a file is no JSON', async () => {
    expect(await code(city.operator.post('/api/v1/files').query({ name: 'a.pdf' }).send({ a: 1 }))).toBe('mediaUnknown')
    const body = city.operator
      .post('/api/v1/tickets')
      .set('Content-Type', 'application/octet-stream')
      .send(SAMPLE_FILES.pdf)
    expect((await body).status).toBe(400)
  })

  test('an upload waits for its owner alone, who may take it away', async () => {
    const { id } = await upload(city.operator)
    expect(await code(city.dispatcher.get(`/api/v1/files/${id}`))).toBe('notFound')
    expect(await code(city.dispatcher.delete(`/api/v1/files/${id}`))).toBe('notFound')
    expect((await city.operator.delete(`/api/v1/files/${id}`)).status).toBe(204)
    expect(await code(city.operator.get(`/api/v1/files/${id}`))).toBe('notFound')
  })
})

describe('serving', () => {
  test('nothing is shown in a page but a picture of points, and then it runs nothing', async () => {
    const [photo, paper] = [
      await upload(city.operator, 'png'),
      await upload(city.operator, 'pdf', { name: '"坏\r\n名".pdf' }),
    ]
    const shown = await contentOf(city.operator, photo.id, { shown: 'yes' })
    expect(shown.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    })
    expect(shown.headers['content-disposition']).toMatch(/^inline;/)
    for (const asked of [{}, { shown: 'yes' }]) {
      const { headers } = await contentOf(city.operator, paper.id, asked)
      expect(headers).toMatchObject({ 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' })
      expect(headers['content-disposition']).toBe(
        `attachment; filename="file.pdf"; filename*=UTF-8''${encodeURIComponent('坏名.pdf')}`,
      )
    }
  })
})
