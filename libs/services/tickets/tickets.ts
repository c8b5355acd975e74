import { Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { can } from '#domain/access'
import { ProposalInput } from '#domain/inputs'
import { parseNumber } from '#domain/numbers'
import { normalisePhone } from '#domain/privacy/phone'
import { parse } from '#domain/parse'
import { type ProposalFacts, propose } from '#domain/dispatch/propose'
import { limitWords } from '#domain/clock/limit'
import { dueAt } from '#domain/clock/due'
import { Refusal } from '#domain/refusals'
import { maySee } from '#domain/sight'
import type { DeadlineView } from '#domain/clock-views'
import type { EventView, Proposal, TicketView } from '#domain/views'
import { type AssignmentState, CLOCK_KINDS, type ClockKind, type TicketState } from '#domain/words'
import { limitOf, policyFacts } from '#domain/workflow/clocks'
import { deadlineView } from '#domain/workflow/deadline'
import type { RegionRules } from '#domain/workflow/region'
import type { TicketFacts } from '#domain/workflow/snapshot'
import { Database } from '#data/database'
import { inboxPage } from '#data/inbox'
import { type CallQueue, callbackPage, type Callers, isCallQueue } from '#data/callback-queue'
import { type Queue, queuePage, searchPage } from '#data/queues'
import { isWatched, type Watched, watchedPage } from '#data/watched'
import { requesterPage } from '#data/requester-tickets'
import { KeyRing } from '#data/secrets/key-ring'
import { scopeOf, unitsOf } from '#data/scope'
import { type Loaded, readTicket } from '#data/snapshot'
import { readWithDetails } from '#data/ticket-details'
import { relativesOf } from '#data/kin'
import { readEvents } from '#data/timeline'
import { queryTokens, toTsQueryText } from '#insight/search-tokens'
import { warmUp } from '#insight/words'
import { Region } from '../region'
import { Viewer } from './view'
import { relativeIds } from './view-kin'

/** Everything one can read about tickets, always as a person who may. */
@Injectable()
export class Tickets implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly region: Region,
  ) {}

  /** The dictionary is read before the first search of the day, not in it. */
  onApplicationBootstrap() {
    warmUp()
  }

  async ticket(actor: Actor, id: string): Promise<TicketView> {
    return (await this.viewer(actor, id)).viewer.ticket()
  }

  async events(actor: Actor, id: string, after: number): Promise<EventView[]> {
    const { viewer, loaded } = await this.viewer(actor, id)
    const rows = await readEvents(this.db, loaded.snapshot.ticket, after)
    // Who sees only the own unit's tickets is not told that others exist.
    const told = can(actor.roles, 'ticket.see-all') ? rows : rows.filter(({ kind }) => !LINKS.includes(kind))
    return told.map((row) => viewer.event(row))
  }

  /** Why every limit on the ticket is due when it is. */
  async deadlines(actor: Actor, id: string): Promise<DeadlineView[]> {
    const [region, { snapshot }] = await Promise.all([this.region.current(), this.load(actor, id)])
    const now = new Date()
    return snapshot.clocks.map((clock) => deadlineView(region, snapshot, clock, now))
  }

  async inbox(actor: Actor, state: AssignmentState, after: string | undefined, limit: number): Promise<string> {
    const scope = scopeOf(
      { ...actor, roles: actor.roles.filter((role) => role === 'handler' || role === 'unitLead') },
      await this.region.current(),
    )
    return inboxPage(this.db, { unitIds: scope.all ? [] : scope.unitIds, state, after, limit })
  }

  /** A desk's queue; only for those who see all, or who call back for a district. */
  async queue(
    actor: Actor,
    queue: Queue | Watched | CallQueue,
    after: string | undefined,
    limit: number,
  ): Promise<string> {
    if (isCallQueue(queue)) return callbackPage(this.db, queue, await this.callers(actor), after, limit)
    if (isWatched(queue)) return watchedPage(this.db, queue, after, limit)
    return queuePage(this.db, queue, after, limit)
  }

  async search(
    actor: Actor,
    q: string | undefined,
    states: TicketState[],
    after: string | undefined,
    limit: number,
  ): Promise<string> {
    const region = await this.region.current()
    const number = q ? parseNumber(q) : null
    const tsquery = q && !number ? this.tsquery(actor, q) : null
    return searchPage(this.db, scopeOf(actor, region), { number, tsquery, about: unitsOf(actor), states, after, limit })
  }

  /** By whole phone, its last four digits, or a part of the name; only tokens are compared. */
  async ofRequester(
    actor: Actor,
    asked: { phone?: string | undefined; name?: string | undefined },
    states: TicketState[],
    after: string | undefined,
    limit: number,
  ): Promise<string> {
    const { settings } = await this.region.current()
    const normal = asked.phone ? normalisePhone(asked.phone, settings.areaCode) : null
    const phone = normal ? this.keys.phoneToken(normal) : null
    const tail = asked.phone && !phone && /^\d{4}$/.test(asked.phone.trim()) ? this.keys.phoneTail(asked.phone) : null
    if (asked.phone && !phone && !tail) throw new Refusal('phoneInvalid')
    const name = asked.name ? this.keys.nameQuery(asked.name) : null
    if (!phone && !tail && !name?.length) throw new Refusal('searchEmpty')
    return requesterPage(this.db, { phone, tail, name, about: unitsOf(actor), states, after, limit })
  }

  async propose(body: unknown): Promise<Proposal> {
    const input = parse(ProposalInput, body)
    const region = await this.region.current()
    if (!region.categories.has(input.categoryCode)) throw new Refusal('categoryUnknown')
    const area = input.placeCode ? (region.places.get(input.placeCode)?.areaKind ?? null) : null
    const facts = { ...input, requesterKind: input.requesterKind ?? 'citizen', areaKind: area } as const
    return proposalOf(region, region.policyId, facts)
  }

  async proposalFor(actor: Actor, id: string): Promise<Proposal> {
    const { snapshot } = await this.load(actor, id)
    return proposalOf(await this.region.current(), snapshot.ticket.policyId, snapshot.ticket)
  }

  /** Restricted texts are found by their keyed words, and only by those who may read them. */
  private tsquery(actor: Actor, q: string): string | null {
    const words = queryTokens(q)
    const plain = toTsQueryText(words)
    if (!plain) throw new Refusal('searchEmpty')
    if (!can(actor.roles, 'report.open')) return plain
    const keyed = this.keys.textTokens(words).map((word) => `'${word}'`)
    return `(${plain}) | (${keyed.join(' & ')})`
  }

  private async callers(actor: Actor): Promise<Callers> {
    const scope = scopeOf(actor, await this.region.current())
    return scope.all ? null : { unitIds: scope.unitIds }
  }

  private async viewer(actor: Actor, id: string) {
    const [region, { loaded, details }] = await Promise.all([this.region.current(), this.loadWithDetails(actor, id)])
    return { viewer: new Viewer(this.keys, region, actor, loaded, details), loaded }
  }

  private async loadWithDetails(actor: Actor, id: string) {
    const found = await readWithDetails(this.db, id)
    if (!found || !maySee(actor, found.loaded.snapshot)) throw new Refusal('notFound')
    const related = relativeIds(found.loaded.snapshot, found.details)
    if (related.length) found.details.relatives = await relativesOf(this.db, related, id)
    return found
  }

  private async load(actor: Actor, id: string): Promise<Loaded> {
    const loaded = await readTicket(this.db, { ticketId: id })
    if (!loaded || !maySee(actor, loaded.snapshot)) throw new Refusal('notFound')
    return loaded
  }
}

const LINKS = ['link', 'unlink']
const STATED: readonly ClockKind[] = ['sign', 'returnWindow', 'contact', 'reply']

function proposalOf(
  region: RegionRules,
  policyId: number,
  facts: ProposalFacts & Pick<TicketFacts, 'type' | 'urgency' | 'categoryCode' | 'requesterKind' | 'areaKind'>,
): Proposal {
  const { units, ...proposal } = propose(region, facts)
  const now = new Date()
  const deadlines = STATED.flatMap((kind) => {
    const found = limitOf(region, policyId, policyFacts(region, facts), kind)
    if (!found) return []
    const { due } = dueAt(region.calendar(policyId, found.aroundTheClock), now, found.limit)
    return [{ kind, label: CLOCK_KINDS[kind], limit: limitWords(found.limit), dueAt: due!.toISOString() }]
  })
  return {
    ...proposal,
    units: units.map((unit) => {
      const { name, aliases } = region.units.get(unit.unitId)!
      return { ...unit, unitName: name, aliases }
    }),
    deadlines,
  }
}
