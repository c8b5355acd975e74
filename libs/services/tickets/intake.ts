import { Injectable } from '@nestjs/common'
import { type Actor, can } from '#domain/access'
import { RegisterInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import { propose } from '#domain/dispatch/propose'
import { Refusal } from '#domain/refusals'
import { hidesWords, isRestricted } from '#domain/sight'
import type { Change } from '#domain/workflow/change'
import { dispatch } from '#domain/workflow/dispatch'
import type { ActionResult } from '#domain/views'
import type { FileFacts } from '#domain/workflow/facts'
import { type NewTicket, register, withoutRequester } from '#domain/workflow/intake'
import { answerOf } from '#domain/workflow/outcomes'
import type { RegionRules } from '#domain/workflow/region'
import type { TicketFacts } from '#domain/workflow/snapshot'
import { settle, told } from '#domain/workflow/step'
import { demandText } from '#data/chain'
import { ownerOfCall } from '#data/calls/owners'
import { Database, type Sql } from '#data/database'
import { answerable } from '#data/desk/knowledge'
import { writeFacts } from '#data/facts'
import { Ids } from '#data/ids'
import { findKept, type Replay, requestHash } from '#data/idempotency'
import { type Demand, recordIntake } from '#data/record-intake'
import { requesterRow } from '#data/requester-rows'
import { KeyRing } from '#data/secrets/key-ring'
import { closedTokens, searchTokens } from '#insight/search-tokens'
import { Committed } from '../committed'
import { claimed } from '../files/claim'
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
    const asked = parse(RegisterInput, body)
    const hash = requestHash('register', asked)
    const region = await this.region.current()
    const { input, knowledge } = await this.answeredFrom(asked)
    const [ticketId, assignmentId] = await Promise.all([
      this.ticketIds.reserve(1),
      this.assignmentIds.reserve(input.dispatch?.units.length ?? 0),
    ])
    const owner = input.callId ? await this.askedFirst(actor, input.callId) : actor.personId
    const save = async (sql: Sql, files: readonly FileFacts[]) => {
      const fresh = { id: ticketId(), newAssignmentId: assignmentId, owner, files, knowledge }
      const change = decide(actor, input, region, fresh)
      const response = resultOf(change)
      const kept = { key: idempotencyKey, requestHash: hash, status: 201, response }
      const demand = { ...this.demandOf(input, change, region), knowledge }
      await recordIntake(sql, this.keys, change, demand, actor.personId, kept)
      await Promise.all(writeFacts(sql, this.keys, change, actor.personId))
      return response
    }
    let response: ActionResult
    try {
      // Without files the one statement is its own commit.
      response = input.files?.length
        ? await this.db.transaction(async (tx) => save(tx, await claimed(tx, actor, input)))
        : await save(this.db, [])
    } catch (error) {
      const replayed = await this.replayed(error, actor.personId, idempotencyKey, hash)
      if (replayed) return replayed
      throw error
    }
    this.committed.tell()
    return { status: 201, response }
  }

  /** The item as it stands now is what was read out; one for inside use needs the words that were said. */
  private async answeredFrom(input: RegisterInput) {
    const { knowledgeId, outcome } = input
    if (!knowledgeId || outcome !== 'answer') return { input }
    const item = await answerable(this.db, knowledgeId)
    if (!item) throw new Refusal('knowledgeGone')
    const answer = input.answer ?? (item.audience === 'public' ? item.answer : undefined)
    return { input: { ...input, answer }, knowledge: { id: knowledgeId, version: item.version } }
  }

  private demandOf(input: RegisterInput, change: Change, region: RegionRules): Omit<Demand, 'knowledge'> {
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
    const { constraint, code } = error as { constraint?: string; code?: string }
    // Its files are attached to what it made the first time.
    if (code === 'fileGone') return findKept(this.db, personId, key, hash)
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
  { id, newAssignmentId, owner, files, knowledge }: Fresh,
): Change {
  const now = new Date()
  const fresh = { id, now, localDay: localDay(now), ...(knowledge && { knowledge }) }
  const draft = register(region, input, fresh, actor.personId, owner)
  if (input.dispatch) {
    if (input.outcome !== 'register') throw new Refusal('notNow')
    if (!can(actor.roles, 'ticket.dispatch')) throw new Refusal('forbidden')
    const { certain } = propose(region, input)
    if (!certain) throw new Refusal('notCertain')
    dispatch(draft, input.dispatch, { region, newAssignmentId })
  }
  draft.attach(files)
  return told(settle(draft), region)
}

/** What a new ticket is given, beside what was sent in. */
interface Fresh {
  id: string
  newAssignmentId: () => string
  /** Whom it was asked first. */
  owner: number
  files: readonly FileFacts[]
  knowledge: NewTicket['knowledge'] | undefined
}

const LOCAL_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })
const localDay = (at: Date) => LOCAL_DAY.format(at)
