import type { KnownValues } from '#domain/privacy/redact'
import type { KeyRing } from '#data/secrets/key-ring'

/** Everything kept that points at a requester, opened: what must be taken out of texts for others. */
export function known(keys: KeyRing, who: Sealed | null): KnownValues {
  const open = (sealed: string | null | undefined, context: string) =>
    sealed ? [keys.open(Buffer.from(sealed, 'hex'), context)] : []
  return {
    names: [...open(who?.name, 'requester.name'), ...open(who?.contact, 'requester.contact')],
    phones: open(who?.phone, 'requester.phone'),
    identities: open(who?.identity, 'requester.identity'),
    others: who?.creditCode ? [who.creditCode] : [],
  }
}

/** As hex. */
interface Sealed {
  name: string | null
  phone: string | null
  identity: string | null
  contact: string | null
  creditCode: string | null
}
