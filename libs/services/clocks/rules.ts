import { Injectable } from '@nestjs/common'
import { type Actor, can } from '#domain/access'
import type { ClockPolicy } from '#domain/clock/policy'
import { hoursWords } from '#domain/clock/why'
import type { RuleChangeView, RulesView } from '#domain/clock-views'
import { RuleChangeInput, RuleDecisionInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import { contentErrors, type RuleContent, type RuleContents } from '#domain/rules/change'
import type { RegionRules } from '#domain/workflow/region'
import { canonical } from '#data/chain'
import { Database, type Tx } from '#data/database'
import { findKept, keepAnswer, requestHash } from '#data/idempotency'
import { enqueue } from '#data/jobs'
import { type AuditKind, writeAudit } from '#data/people/audit'
import * as changes from '#data/rule-changes'
import { Committed } from '../committed'
import { Region } from '../region'
import { changeView, yearView } from './rule-views'

export interface Proposing {
  actor: Actor
  idempotencyKey: string
  requestId: string
}

const SHOWN = 100
/** Every process has read the new rules by then, so that nothing more is counted by the old ones. */
const EVERYBODY_KNOWS_MS = 10_000
/** What two people make of a preset is the region's own, in versions of its own. */
const OWN = 'own'

/** Limits, holidays and office hours: proposed by one, approved by another, in force from a day on. */
@Injectable()
export class Rules {
  constructor(
    private readonly db: Database,
    private readonly region: Region,
    private readonly committed: Committed,
  ) {}

  async overview(actor: Actor): Promise<RulesView> {
    const [region, policies, years, newest] = await Promise.all([
      this.region.fresh(),
      changes.listPolicies(this.db),
      changes.listYears(this.db),
      changes.newestChanges(this.db, SHOWN),
    ])
    return {
      policies: policies.map(({ id, policy, active, createdAt }) => ({
        ...{ id, code: policy.code, version: policy.version, label: policy.label, active },
        createdAt: createdAt.toISOString(),
        content: policy,
      })),
      years: years.map(yearView),
      units: [...region.units.values()].flatMap(({ id, name, officeHours }) =>
        officeHours
          ? [{ unitId: id, unitName: name, hours: hoursWords(officeHours), content: { unitId: id, officeHours } }]
          : [],
      ),
      changes: newest.map((row) => changeView(actor, region, row)),
    }
  }

  /** The input with its content checked and given its name; also what a preview looks at. */
  async checked(body: unknown): Promise<{ input: RuleChangeInput; content: RuleContent; region: RegionRules }> {
    const input = parse(RuleChangeInput, body)
    const region = await this.region.fresh()
    const given = storable(input.content)
    const errors = contentErrors(input.kind, given, region)
    if (errors.length) throw new Refusal('invalidInput', { fields: { content: errors.slice(0, 50) } })
    const content = input.kind === 'policy' ? named(given as ClockPolicy, region) : (given as RuleContent)
    return { input, content, region }
  }

  async propose(by: Proposing, body: unknown, now = new Date()): Promise<RuleChangeView> {
    const { input, content, region } = await this.checked(body)
    if (input.effectiveOn < localDay(now)) throw new Refusal('effectivePast')
    const hash = requestHash('rule', input)
    const id = await this.once(by, hash, async (tx) => {
      const { kind, reason, effectiveOn, openToo = false } = input
      const { personId } = by.actor
      const made = await changes.insertChange(tx, { kind, content, reason, effectiveOn, openToo, personId, now })
      await audit(tx, by, 'ruleProposed', { change: made, rule: kind, reason })
      return made
    })
    return changeView(by.actor, region, (await changes.findChange(this.db, id))!)
  }

  async decide(by: Proposing, id: number, body: unknown, now = new Date()): Promise<RuleChangeView> {
    const { approve, note = null } = parse(RuleDecisionInput, body)
    await this.once(by, requestHash('decide', id, approve, note), async (tx) => {
      const change = await changes.findChange(tx, id)
      if (!change) throw new Refusal('notFound')
      if (change.proposedBy === by.actor.personId) throw new Refusal('ownProposal')
      if (change.state !== 'proposed') throw new Refusal('requestDecided')
      const state = approve ? 'approved' : 'rejected'
      await changes.decideChange(tx, id, { state, note, personId: by.actor.personId, now })
      await audit(tx, by, 'ruleDecided', {
        change: id,
        rule: change.kind,
        approved: approve,
        ...(note && { reason: note }),
      })
      if (!approve) return id
      const day = localMidnight(change.effectiveOn)
      if (day <= now) await this.enforce(tx, { ...change, state }, now)
      else await enqueue(tx, 'bringIntoForce', { changeId: id }, { runAt: day })
      return id
    })
    this.committed.tell()
    return changeView(by.actor, await this.region.fresh(), (await changes.findChange(this.db, id))!)
  }

  /** On its day. Twice is the same as once. */
  async bringIntoForce(id: number, now = new Date()): Promise<void> {
    await this.db.transaction(async (tx) => {
      await changes.lockChanges(tx)
      const change = await changes.findChange(tx, id)
      if (change?.state === 'approved') await this.enforce(tx, change, now)
    })
    this.committed.tell()
  }

  private async enforce(tx: Tx, { id, kind, content }: changes.RuleChangeRow, now: Date) {
    const before = await put(tx, kind, content)
    await changes.markInForce(tx, id, before, now)
    await writeAudit(tx, { kind: 'ruleInForce', personId: null, detail: { change: id, rule: kind }, requestId: null })
    const runAt = new Date(now.getTime() + EVERYBODY_KNOWS_MS)
    await enqueue(tx, 'recalculate', { changeId: id }, { runAt })
  }

  private async once(by: Proposing, hash: Buffer, work: (tx: Tx) => Promise<number>): Promise<number> {
    const { actor, idempotencyKey: key } = by
    return this.db.transaction(async (tx) => {
      await changes.lockChanges(tx)
      const kept = await findKept(tx, actor.personId, key, hash)
      if (kept) return (kept.response as { id: number }).id
      const id = await work(tx)
      await keepAnswer(tx, actor.personId, { key, requestHash: hash, status: 200, response: { id } })
      return id
    })
  }
}

async function put(tx: Tx, kind: changes.RuleChangeRow['kind'], content: RuleContent): Promise<RuleContent | null> {
  if (kind === 'policy') return changes.putPolicy(tx, content as ClockPolicy)
  if (kind === 'calendar') return changes.putYear(tx, content as RuleContents['calendar'])
  const { unitId, officeHours } = content as RuleContents['hours']
  return { unitId, officeHours: await changes.putHours(tx, unitId, officeHours) }
}

/** A policy that is stored just so keeps its name and number: choosing a preset. Any other is the region's own next version. */
function named(policy: ClockPolicy, region: RegionRules): ClockPolicy {
  const stored = [...region.policies.values()]
  if (stored.some((each) => canonical(each) === canonical(policy))) return policy
  const versions = stored.filter(({ code }) => code === OWN).map(({ version }) => version)
  return { ...policy, code: OWN, version: Math.max(0, ...versions) + 1 }
}

/** Rid of what the database cannot hold. */
function storable(content: object): object {
  const text = JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'string'
      ? value
          .normalize('NFC')
          .replace(/[\u0000-\u001f\ufffe\uffff\ud800-\udfff]/g, '')
          .trim()
      : value,
  )
  return JSON.parse(text) as object
}

function audit(tx: Tx, { actor, requestId }: Proposing, kind: AuditKind, detail: Record<string, unknown>) {
  return writeAudit(tx, { kind, personId: actor.personId, detail, requestId })
}

const localDay = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
const localMidnight = (day: string) => new Date(`${day}T00:00:00+08:00`)
export const maySeeMoves = ({ roles }: Actor) => can(roles, 'ticket.see-all')
