import type { PartInput } from '#domain/inputs'
import { isRestricted } from '#domain/sight'
import type { TicketFacts } from '#domain/workflow/snapshot'
import { demandText } from '#data/chain'
import type { PartDemand } from '#data/record-part'
import type { KeyRing } from '#data/secrets/key-ring'
import { closedTokens, searchTokens } from '#insight/search-tokens'

/** What a part asks for, kept as its whole is: sealed where that is sealed, found as that is found. */
export function partDemand(keys: KeyRing, ticket: TicketFacts, { title, content }: PartInput): PartDemand {
  const digest = keys.digest(demandText(title, content, ''))
  if (!isRestricted(ticket))
    return { content, contentSealed: null, digest, searchWords: searchTokens(title, content, ticket.number) }
  const sealed = keys.seal(JSON.stringify({ title, content, address: '' }), 'ticket.content')
  const searchWords = keys.textTokens(closedTokens(title, content))
  return { content: null, contentSealed: sealed, digest, searchWords }
}
