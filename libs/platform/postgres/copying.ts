import { createReadStream, createWriteStream, mkdirSync, type Dirent } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A file to copy, by its path inside the folder. */
export interface Copied {
  path: string
  bytes: number
}

/** The files below a folder; what vanishes while we look was not needed. */
export async function filesBelow(folder: string, skip: (path: string) => boolean, path = ''): Promise<Copied[]> {
  const found: Copied[] = []
  for (const entry of await readdir(join(folder, path), { withFileTypes: true }).catch((): Dirent[] => [])) {
    const inside = join(path, entry.name)
    if (skip(inside)) continue
    if (entry.isDirectory()) found.push({ path: `${inside}/`, bytes: 0 }, ...(await filesBelow(folder, skip, inside)))
    else if (entry.isFile()) found.push(...(await sized(folder, inside)))
  }
  return found
}

/**
 * Copies while the files may grow, shrink or vanish: each is read to where it ends. Resolves to the bytes copied.
 * `synced` files are on disk afterwards; without, somebody else sees to that.
 */
export async function copyFiles(
  from: string,
  to: string,
  files: Copied[],
  onBytes: (count: number) => void,
  synced: boolean,
): Promise<number> {
  for (const { path } of files) if (path.endsWith('/')) mkdirSync(join(to, path), { recursive: true, mode: 0o700 })
  const waiting = files.filter(({ path }) => !path.endsWith('/'))
  let total = 0
  const count = (bytes: number) => onBytes((total += bytes))
  const take = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift())
      await copyFile(join(from, file.path), join(to, file.path), count, synced)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, take))
  return total
}

/** Waiting for the disk is what takes the time, so several files wait together. */
const AT_ONCE = 16

async function copyFile(from: string, to: string, count: (bytes: number) => void, synced: boolean) {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      count(chunk.length)
      next(null, chunk)
    },
  })
  try {
    await pipeline(createReadStream(from, { highWaterMark: 2 ** 20 }), counting, createWriteStream(to, { mode: 0o600 }))
    if (synced) await toDisk(to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

async function toDisk(path: string) {
  const file = await open(path, 'r')
  await file.sync().finally(() => file.close())
}

async function sized(folder: string, path: string): Promise<Copied[]> {
  try {
    return [{ path, bytes: (await stat(join(folder, path))).size }]
  } catch {
    return []
  }
}
