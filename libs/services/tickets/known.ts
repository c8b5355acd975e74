import type { KnownValues } from '#domain/privacy/redact'
import type { KeyRing } from '#data/secrets/key-ring'
import type { TicketDetails } from '#data/ticket-details'

/** Everything kept that points at a requester, opened: what must be taken out of texts for others. */
export function known(keys: KeyRing, who: TicketDetails['requester']): KnownValues {
  const open = (sealed: string | null | undefined, context: string) =>
    sealed ? [keys.open(Buffer.from(sealed, 'hex'), context)] : []
  return {
    names: open(who?.name, 'requester.name'),
    phones: open(who?.phone, 'requester.phone'),
    identities: open(who?.identity, 'requester.identity'),
    others: who?.creditCode ? [who.creditCode] : [],
  }
}
