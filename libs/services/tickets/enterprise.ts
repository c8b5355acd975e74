import { maskName } from '#domain/privacy/names'
import type { EnterpriseView } from '#domain/views'
import type { EnterpriseSize } from '#domain/words/desk'
import type { RegionRules } from '#domain/workflow/region'
import type { KeyRing } from '#data/secrets/key-ring'

/** What is known of an enterprise beside its name; the contact person masked like any requester. */
export function enterpriseOf(keys: KeyRing, region: Pick<RegionRules, 'units'>, who: Kept | null): EnterpriseView {
  return {
    contactPerson: who?.contact ? maskName(keys.open(Buffer.from(who.contact, 'hex'), 'requester.contact')) : null,
    industry: who?.industry ?? null,
    size: who?.size ?? null,
    park: (who?.parkId && region.units.get(who.parkId)?.name) || null,
  }
}

interface Kept {
  /** As hex. */
  contact: string | null
  industry: string | null
  size: EnterpriseSize | null
  parkId: number | null
}
