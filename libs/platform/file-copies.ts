import { existsSync, linkSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { copyFiles, filesBelow } from './postgres/copying'

/**
 * Attachments never change under their hash: what an earlier copy holds is linked, only what is new is copied. Resolves to
 * the bytes copied.
 */
export async function copyAttachments(from: string, to: string, earlier: string | undefined): Promise<number> {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const files = await filesBelow(from, (path) => path === 'incoming')
  const fresh = files.filter(
    ({ path }) => !there(to, path) && !(earlier && linked(join(earlier, path), join(to, path))),
  )
  return copyFiles(from, to, fresh, () => undefined, true)
}

const there = (folder: string, path: string) => !path.endsWith('/') && existsSync(join(folder, path))

function linked(from: string, to: string): boolean {
  if (from.endsWith('/') || !existsSync(from)) return false
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
  linkSync(from, to)
  return true
}
