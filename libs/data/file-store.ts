import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Bytes } from '#domain/sniff'

/** A file that has come in whole and is on disk, but has no place yet. */
export interface Received {
  path: string
  size: number
  /** As hex. */
  sha256: string
}

/**
 * Where the bytes of uploads lie: each once, under its hash, in a folder that nothing serves. A file appears there whole, by
 * being renamed, or not at all.
 */
export class FileStore {
  constructor(readonly folder: string) {}

  /** Writes a stream to disk as it comes. `look` sees what has come so far and throws to end it. */
  async receive(stream: Readable, look: (size: number, head: Buffer) => Promise<void>): Promise<Received> {
    const path = join(this.folder, INCOMING, randomUUID())
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const file = await open(path, 'wx', 0o600)
    try {
      const written = await write(file, stream, look)
      await file.sync()
      return { path, ...written }
    } catch (error) {
      await rm(path, { force: true })
      throw error
    } finally {
      await file.close()
    }
  }

  /** Puts it in its place. Once this returns, a power cut does not lose it. */
  async keep({ path, sha256 }: Received): Promise<void> {
    const place = this.pathOf(sha256)
    const made = await mkdir(dirname(place), { recursive: true, mode: 0o700 })
    await rename(path, place)
    await syncFolder(dirname(place))
    if (made) await syncFolder(this.folder)
  }

  async discard({ path }: Received): Promise<void> {
    await rm(path, { force: true })
  }

  pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256)
  }

  read(sha256: string): Readable {
    return createReadStream(this.pathOf(sha256))
  }

  /** What its bytes hash to now; null when they are not there. */
  async hashOf(sha256: string): Promise<string | null> {
    const hash = createHash('sha256')
    try {
      for await (const chunk of this.read(sha256)) hash.update(chunk as Buffer)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
    return hash.digest('hex')
  }

  async remove(sha256: string): Promise<void> {
    await rm(this.pathOf(sha256), { force: true })
  }

  /** The hashes of everything kept, a folder of them at a time. */
  async *kept(): AsyncGenerator<string[]> {
    const folders = await readdir(this.folder).catch(() => [])
    for (const folder of folders.filter((name) => /^[0-9a-f]{2}$/.test(name)))
      yield (await readdir(join(this.folder, folder))).filter((name) => /^[0-9a-f]{64}$/.test(name))
  }

  /** Takes away what was coming in when a process died. */
  async removeIncoming(before: Date): Promise<void> {
    const folder = join(this.folder, INCOMING)
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name)
      const found = await stat(path).catch(() => null)
      if (found && found.mtime < before) await rm(path, { force: true })
    }
  }
}

const INCOMING = 'incoming'
const HEAD = 4096

async function write(file: FileHandle, stream: Readable, look: (size: number, head: Buffer) => Promise<void>) {
  const hash = createHash('sha256')
  let size = 0
  let head = Buffer.alloc(0)
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (head.length < HEAD) head = Buffer.concat([head, chunk]).subarray(0, HEAD)
    await look(size, head)
    hash.update(chunk)
    await file.writeFile(chunk)
  }
  return { size, sha256: hash.digest('hex') }
}

/** A rename is kept by the folder it is in. */
async function syncFolder(path: string) {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

/** A file on disk, read in places. */
export async function withBytes<T>({ path, size }: Received, work: (bytes: Bytes) => Promise<T>): Promise<T> {
  const file = await open(path, 'r')
  const read = async (offset: number, length: number) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset)
    return buffer.subarray(0, bytesRead)
  }
  return work({ size, read }).finally(() => file.close())
}
