import { Injectable } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { isCreditCode, plainCreditCode } from '#domain/privacy/credit-code'
import { maskName } from '#domain/privacy/names'
import { maskPhone, normalisePhone } from '#domain/privacy/phone'
import { Refusal } from '#domain/refusals'
import type { RequesterMatch } from '#domain/views'
import { Database } from '#data/database'
import { type RequesterFound, requestersByCreditCode, requestersByPhone } from '#data/requesters'
import { unitsOf } from '#data/scope'
import { KeyRing } from '#data/secrets/key-ring'
import { Region } from '../region'
import { enterpriseOf } from '../tickets/enterprise'

/** Who calls: found by exactly this phone, or by the code of the enterprise. */
@Injectable()
export class Requesters {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly region: Region,
  ) {}

  /** With their newest tickets: the operator reviews instead of retyping, and sees a duplicate coming. */
  async find(actor: Actor, asked: { phone?: string; creditCode?: string }): Promise<RequesterMatch[]> {
    const region = await this.region.current()
    const found = await this.matching(asked, region.settings.areaCode, unitsOf(actor))
    return found.map(({ nameSealed, phoneSealed, contact, industry, size, parkId, ...match }) => ({
      ...match,
      name: nameSealed && maskName(this.keys.open(nameSealed, 'requester.name')),
      phone: phoneSealed && maskPhone(this.keys.open(phoneSealed, 'requester.phone')),
      ...enterpriseOf(this.keys, region, { contact, industry, size, parkId }),
    }))
  }

  private matching(
    { phone, creditCode }: { phone?: string; creditCode?: string },
    areaCode: string | undefined,
    about: number[],
  ): Promise<RequesterFound[]> {
    if (creditCode) {
      if (!isCreditCode(creditCode)) throw new Refusal('creditCodeInvalid')
      return requestersByCreditCode(this.db, plainCreditCode(creditCode), about)
    }
    const normal = normalisePhone(phone ?? '', areaCode)
    if (!normal) throw new Refusal('phoneInvalid')
    return requestersByPhone(this.db, this.keys.phoneToken(normal), about)
  }
}
