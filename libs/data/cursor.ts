import { Refusal } from '#domain/refusals'

/** Where a page ended: the sort key of its last row, opaque to the caller. */
export const encodeCursor = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')

const TIME = /^(infinity|\d{4}-\d\d-\d\d[ T][\d:.]+([+-]\d\d(:?\d\d)?|Z)?)$/
const ID = /^\d{1,18}$/

/** Time and id of the last row seen, for lists ordered by what is due. */
export function decodeDueCursor(after: string | undefined): { dueAt: string; id: string } | null {
  if (!after) return null
  const [dueAt, id] = decode(after)
  if (!TIME.test(dueAt ?? '') || !ID.test(id ?? '')) throw new Refusal('cursorInvalid')
  return { dueAt: dueAt!, id: id! }
}

export function decodeIdCursor(after: string | undefined): string | null {
  if (!after) return null
  const [id] = decode(after)
  if (!ID.test(id ?? '')) throw new Refusal('cursorInvalid')
  return id!
}

function decode(after: string): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'))
    if (Array.isArray(parts) && parts.every((part) => typeof part === 'string')) return parts
  } catch {
    // Not ours: told below.
  }
  throw new Refusal('cursorInvalid')
}
