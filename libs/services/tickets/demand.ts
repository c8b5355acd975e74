import type { Actor } from '#domain/access'
import { maskAddress } from '#domain/privacy/address'
import { isAccused } from '#domain/sight'
import type { Snapshot } from '#domain/workflow/snapshot'
import type { KeyRing } from '#data/secrets/key-ring'
import type { TicketDetails } from '#data/ticket-details'

/** Stands where a demand was that its requester had erased. */
export const ERASED = '〔已按申请删除〕'

/** A demand's own words as one person may read them; a restricted one is stored sealed, all of it. */
export function demandOf(
  keys: KeyRing,
  actor: Actor,
  { ticket }: Snapshot,
  { content, contentSealed, address }: TicketDetails,
  read: (text: string) => string | null,
): { title: string | null; content: string | null; address: string } {
  if (content === '' || contentSealed === '') return { title: null, content: ERASED, address: '' }
  if (!contentSealed) return { title: null, content: content && read(content), address: read(address) ?? '' }
  const sealed = JSON.parse(keys.open(Buffer.from(contentSealed, 'hex'), 'ticket.content')) as Sealed
  const place = read(sealed.address) ?? ''
  return {
    title: read(sealed.title),
    content: read(sealed.content),
    // Where the matter is, which those who look into it must know; of whom is complained about it says too much.
    address: isAccused(actor.unitPath, ticket) ? maskAddress(place) : place,
  }
}

type Sealed = Record<'title' | 'content' | 'address', string>
