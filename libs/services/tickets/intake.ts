import { Injectable } from '@nestjs/common'
import { type Actor, can } from '#domain/access'
import { RegisterInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import { propose } from '#domain/dispatch/propose'
import { Refusal } from '#domain/refusals'
import { hidesWords, isRestricted } from '#domain/sight'
import type { Change } from '#domain/workflow/change'
import { dispatch } from '#domain/workflow/dispatch'
import { register, withoutRequester } from '#domain/workflow/intake'
import { answerOf } from '#domain/workflow/outcomes'
import type { RegionRules } from '#domain/workflow/region'
import type { TicketFacts } from '#domain/workflow/snapshot'
import { settle, told } from '#domain/workflow/step'
import { demandText } from '#data/chain'
import { ownerOfCall } from '#data/calls/owners'
import { Database } from '#data/database'
import { Ids } from '#data/ids'
import { findKept, type Replay, requestHash } from '#data/idempotency'
import { type Demand, recordIntake } from '#data/record-intake'
import { requesterRow } from '#data/requester-rows'
import { KeyRing } from '#data/secrets/key-ring'
import { closedTokens, searchTokens } from '#insight/search-tokens'
import { Committed } from '../committed'
import { Region } from '../region'
import { resultOf } from './act'

/** Registers a demand; with a certain catalogue match, registers and dispatches it in the same statement. */
@Injectable()
export class Intake {
  private readonly ticketIds: Ids
  private readonly assignmentIds: Ids

  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly region: Region,
    private readonly committed: Committed,
  ) {
    this.ticketIds = new Ids(db, 'ticket_id')
    this.assignmentIds = new Ids(db, 'assignment_id')
  }

  async register(actor: Actor, body: unknown, idempotencyKey: string): Promise<Replay> {
    const input = parse(RegisterInput, body)
    const hash = requestHash('register', input)
    const region = await this.region.current()
    const [ticketId, assignmentId] = await Promise.all([
      this.ticketIds.reserve(1),
      this.assignmentIds.reserve(input.dispatch?.units.length ?? 0),
    ])
    const owner = input.callId ? await this.askedFirst(actor, input.callId) : actor.personId
    const change = decide(actor, input, region, ticketId(), assignmentId, owner)
    const demand = this.demandOf(input, change, region)
    const response = resultOf(change)
    try {
      await recordIntake(this.db, this.keys, change, demand, actor.personId, {
        key: idempotencyKey,
        requestHash: hash,
        status: 201,
        response,
      })
    } catch (error) {
      const replayed = await this.replayed(error, actor.personId, idempotencyKey, hash)
      if (replayed) return replayed
      throw error
    }
    this.committed.tell()
    return { status: 201, response }
  }

  private demandOf(input: RegisterInput, change: Change, region: RegionRules): Demand {
    const { settings, categories } = region
    const answer = answerOf(region, input)
    const { ticket } = change.after
    const sealed = isRestricted(ticket)
    const texts = [input.title, input.content, input.address ?? '']
    const searchWords = this.searchWords(ticket, input, texts)
    const content = sealed
      ? JSON.stringify({ title: input.title, content: input.content, address: input.address ?? '' })
      : input.content
    return {
      callId: input.callId ?? null,
      channelRef: input.channelRef ?? null,
      content: sealed ? null : content,
      contentSealed: sealed ? this.keys.seal(content, 'ticket.content') : null,
      address: sealed ? '' : (input.address ?? ''),
      tags: input.tags ?? categories.get(input.categoryCode)?.tags ?? [],
      answer: answer && sealed ? '（已答复，内容保密）' : answer,
      searchWords,
      digest: this.keys.digest(demandText(input.title, input.content, input.address ?? '')),
      requester: requesterRow(this.keys, input.requester, settings.areaCode),
    }
  }

  /** Only one's own call can be said to have come to this ticket. */
  private async askedFirst({ personId }: Actor, callId: string): Promise<number> {
    const owner = await ownerOfCall(this.db, callId, personId)
    if (owner === null) throw new Refusal('notFound')
    return owner
  }

  /** A restricted text is findable only through keyed words, by those who may read it; one that hides but a name by its other words, too, the address left out. */
  private searchWords(ticket: TicketFacts, { requester }: RegisterInput, texts: string[]): string[] {
    if (!isRestricted(ticket)) return searchTokens(...texts, ticket.number)
    const keyed = this.keys.textTokens(closedTokens(...texts))
    if (hidesWords(ticket)) return keyed
    return [...keyed, ...searchTokens(...texts.slice(0, 2).map(withoutRequester(requester)), ticket.number)]
  }

  /** The same key a second time: the answer of the first. */
  private async replayed(error: unknown, personId: number, key: string, hash: Buffer): Promise<Replay | null> {
    const constraint = (error as { constraint?: string }).constraint
    if (constraint === 'idempotency_pkey') return findKept(this.db, personId, key, hash)
    if (constraint === 'ticket_channel_ref') {
      const kept = await findKept(this.db, personId, key, hash)
      if (kept) return kept
      throw new Refusal('channelRefTaken')
    }
    return null
  }
}

function decide(
  actor: Actor,
  input: RegisterInput,
  region: RegionRules,
  id: string,
  newAssignmentId: () => string,
  owner: number,
): Change {
  const now = new Date()
  const draft = register(region, input, { id, now, localDay: localDay(now) }, actor.personId, owner)
  if (input.dispatch) {
    if (input.outcome !== 'register') throw new Refusal('notNow')
    if (!can(actor.roles, 'ticket.dispatch')) throw new Refusal('forbidden')
    const { certain } = propose(region, input)
    if (!certain) throw new Refusal('notCertain')
    dispatch(draft, input.dispatch, { region, newAssignmentId })
  }
  return told(settle(draft), region)
}

const LOCAL_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })
const localDay = (at: Date) => LOCAL_DAY.format(at)
