import { isCreditCode, plainCreditCode } from '#domain/privacy/credit-code'
import { isIdentityNumber, plainIdentity } from '#domain/privacy/identity'
import { plainName } from '#domain/privacy/names'
import { normalisePhone } from '#domain/privacy/phone'
import { Refusal } from '#domain/refusals'
import type { RequesterInput } from '#domain/inputs'
import type { RequesterRow } from './record-intake'
import type { KeyRing } from './secrets/key-ring'

/** A requester as stored: sealed values, and tokens to find them by. A local number is one of this area. Null when nothing was given. */
export function requesterRow(keys: KeyRing, input: RequesterInput, areaCode?: string): RequesterRow | null {
  const phone = input.phone ? normalised(input.phone, areaCode) : null
  const name = input.name && !input.anonymous ? input.name : null
  const identity = input.identity ? checkedIdentity(input.identity) : null
  const creditCode = input.creditCode ? checkedCreditCode(input.creditCode) : null
  const enterprise = input.kind !== 'citizen'
  const contact = enterprise && !input.anonymous ? input.contactPerson : undefined
  if (!phone && !name && !identity && !creditCode) return null
  return {
    nameSealed: name ? keys.seal(name, 'requester.name') : null,
    nameToken: name ? keys.token('wholeName', plainName(name)) : null,
    nameTokens: name ? keys.nameTokens(name) : [],
    phoneSealed: phone ? keys.seal(phone, 'requester.phone') : null,
    phoneToken: phone ? keys.phoneToken(phone) : null,
    phoneTail: phone ? keys.phoneTail(phone) : null,
    identitySealed: identity ? keys.seal(identity, 'requester.identity') : null,
    identityToken: identity ? keys.token('identity', identity) : null,
    creditCode,
    language: input.language ?? null,
    contactSealed: contact ? keys.seal(contact, 'requester.contact') : null,
    industry: (enterprise && input.industry) || null,
    size: (enterprise && input.size) || null,
    parkId: (enterprise && input.parkId) || null,
  }
}

function normalised(typed: string, areaCode?: string): string {
  const phone = normalisePhone(typed, areaCode)
  if (!phone) throw new Refusal('phoneInvalid')
  return phone
}

function checkedIdentity(typed: string): string {
  if (!isIdentityNumber(typed)) throw new Refusal('identityInvalid')
  return plainIdentity(typed)
}

function checkedCreditCode(typed: string): string {
  if (!isCreditCode(typed)) throw new Refusal('creditCodeInvalid')
  return plainCreditCode(typed)
}
