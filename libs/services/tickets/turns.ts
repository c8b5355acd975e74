import { Injectable } from '@nestjs/common'
import { TurnInput } from '#domain/inputs'
import { parseNumber } from '#domain/numbers'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import type { TurnState } from '#domain/words/desk'
import { Database } from '#data/database'
import { turnedOver } from '#data/desk/turned'
import { Act } from './act'

/** 交转回流: reports of those who took a call over. */
@Injectable()
export class Turns {
  constructor(
    private readonly db: Database,
    private readonly act: Act,
  ) {}

  /** Of what was handed over to this partner alone; said twice, it is done once. */
  async report(partner: string, shownNumber: string, body: unknown): Promise<{ state: TurnState }> {
    const input = parse(TurnInput, body)
    const number = parseNumber(shownNumber)
    const found = number && (await turnedOver(this.db, number))
    if (!found || found.turnedTo !== partner) throw new Refusal('notFound')
    if (found.turnState !== input.state)
      await this.act.asSystem({ ticketId: found.id }, { on: 'ticket', action: 'turnedByPartner', input })
    return { state: input.state }
  }
}
