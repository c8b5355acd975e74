import { createHash } from 'node:crypto'

/** What a link of a ticket's chain covers. People's words are covered by their digest, so erasing them leaves it whole. */
export interface Link {
  ticketId: string
  seq: number
  kind: string
  assignmentId: string | null
  personId: number
  at: Date
  data: Record<string, unknown>
  wordsDigest: Buffer | null
  /** Who was told. */
  units: readonly number[]
}

/** The demand as written, in the digest of a ticket's first event: what was asked cannot be changed afterwards either. */
export const demandText = (title: string, content: string, address: string) => JSON.stringify([title, content, address])

const START = Buffer.alloc(32)

/** Hash of an event: over the one before it and everything it says. The first one follows 32 zero bytes. */
export function chain(previous: Buffer | null, link: Link): Buffer {
  return createHash('sha256')
    .update(previous ?? START)
    .update(
      canonical([
        link.ticketId,
        link.seq,
        link.kind,
        link.assignmentId,
        link.personId,
        link.at.toISOString(),
        link.data,
        link.wordsDigest?.toString('hex') ?? null,
        link.units,
      ]),
    )
    .digest()
}

/** One text for one value, whatever order the database gives the keys back in. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
    .join()}}`
}
