import type { FileKind } from '#domain/files'
import { FILE_KINDS } from '#domain/files'
import type { FileView } from '#domain/views'
import type { Agent } from './api'
import { SAMPLE_FILES } from './file-bytes'
import { expectOk } from './thread'

export interface Sending {
  name?: string
  bytes?: Buffer
  identifying?: 'yes' | 'no'
  key?: string
}

/** Sends the bytes as they are, as the console does. */
export function send(someone: Agent, { name = '现场照片.jpg', bytes = SAMPLE_FILES.jpeg, identifying, key }: Sending) {
  const request = someone
    .post('/api/v1/files')
    .query({ name, ...(identifying && { identifying }) })
    .set('Content-Type', 'application/octet-stream')
  if (key) void request.set('Idempotency-Key', key)
  return request.send(bytes)
}

export async function upload(someone: Agent, kind: FileKind = 'jpeg', over: Sending = {}): Promise<FileView> {
  const name = `附件${kind}.${FILE_KINDS[kind].endings[0]}`
  return expectOk(await send(someone, { name, bytes: SAMPLE_FILES[kind], ...over }), 201)
}

export const contentOf = (someone: Agent, id: string, query: object = {}) =>
  someone
    .get(`/api/v1/files/${id}/content`)
    .query(query)
    .buffer(true)
    .parse((answer, done) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => done(null, Buffer.concat(chunks)))
    })
