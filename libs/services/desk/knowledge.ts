import { Injectable } from '@nestjs/common'
import { type Actor, can } from '#domain/access'
import type { KnowledgeItem, KnowledgeMatch, KnowledgeView } from '#domain/desk-views'
import { KnowledgeInput, KnowledgeStepInput, MatchInput } from '#domain/inputs'
import { KNOWLEDGE_STEPS, type KnowledgeStep, mayWrite, obstacle, stepsFor } from '#domain/knowledge'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import type { Page } from '#domain/views'
import type { KnowledgeState } from '#domain/words/desk'
import type { RegionRules } from '#domain/workflow/region'
import { Database } from '#data/database'
import { feedbackOn } from '#data/desk/feedback'
import {
  insertItem,
  knowledgeMatching,
  knowledgePage,
  type KnowledgeRow,
  lockItem,
  moveWording,
  type Own,
  wordingsOf,
  writeWording,
} from '#data/desk/knowledge'
import { unitsUnder } from '#data/scope'
import { KeyRing } from '#data/secrets/key-ring'
import { queryTokens, searchTokens } from '#insight/search-tokens'
import { type Asked, once } from '../once'
import { Region } from '../region'
import { feedbackView } from './feedback'

const MATCHES = 6

/** 知识库: what can be answered on the spot, kept right by those who answer for it. */
@Injectable()
export class Knowledge {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyRing,
    private readonly region: Region,
  ) {}

  async page(
    actor: Actor,
    state: KnowledgeState,
    after: string | undefined,
    limit: number,
  ): Promise<Page<KnowledgeView>> {
    const region = await this.region.current()
    const { rows, next } = await knowledgePage(this.db, { state, own: ownOf(actor, region), after, limit })
    return { items: rows.map((row) => viewOf(row, actor, region)), next }
  }

  /** By words, the best first; there is no second page of that. */
  async search(actor: Actor, q: string, limit: number): Promise<Page<KnowledgeView>> {
    const region = await this.region.current()
    const rows = await this.matching(actor, region, q, null, limit)
    return { items: rows.map((row) => viewOf(row, actor, region)), next: null }
  }

  /** What the words typed so far could be answered with. */
  async matches(actor: Actor, body: unknown): Promise<KnowledgeMatch[]> {
    const { words, categoryCode } = parse(MatchInput, body)
    const rows = await this.matching(actor, await this.region.current(), words, categoryCode ?? null, MATCHES)
    return rows.map(({ id, version, title, question, answer, audience, unitName, uses }) => ({
      ...{ id, version, title, question, answer, audience, unitName, uses },
    }))
  }

  async item(actor: Actor, id: string): Promise<KnowledgeItem> {
    const region = await this.region.current()
    const rows = (await wordingsOf(this.db, id)).filter((row) => isReadable(row, ownOf(actor, region)))
    if (!rows.length) throw new Refusal('notFound')
    const versions = rows.map((row) => viewOf(row, actor, region))
    const feedback = versions.some((version) => version.mayWrite) ? await feedbackOn(this.db, id) : []
    return { versions, feedback: feedback.map((row) => feedbackView(this.keys, actor, row)) }
  }

  async add(asked: Asked, body: unknown): Promise<{ id: string }> {
    const input = await this.checked(asked.actor, body)
    return once(this.db, asked, ['knowledge', input], async (tx) => {
      const written = writtenBy(asked.actor, input)
      const id = await insertItem(tx, written)
      await writeWording(tx, id, written)
      return { id }
    })
  }

  /** A new wording; the published one stands until this one takes its place. */
  async revise(asked: Asked, id: string, body: unknown): Promise<{ id: string }> {
    const input = await this.checked(asked.actor, body)
    return once(this.db, asked, ['knowledge', id, input], async (tx) => {
      const [newest, ...older] = await lockItem(tx, id)
      if (!newest || !mayWrite(asked.actor, newest.unitPath)) throw new Refusal('notFound')
      if ([newest, ...older].some(({ state }) => state === 'approved')) throw new Refusal('knowledgeMoved')
      await writeWording(tx, id, writtenBy(asked.actor, input))
      return { id }
    })
  }

  async step(asked: Asked, id: string, step: KnowledgeStep, body: unknown): Promise<{ id: string }> {
    const { version } = parse(KnowledgeStepInput, body)
    return once(this.db, asked, ['knowledge', id, step, version], async (tx) => {
      const found = (await lockItem(tx, id)).find((row) => row.version === version)
      const region = await this.region.current()
      if (!found || !isReadable(found, ownOf(asked.actor, region))) throw new Refusal('knowledgeMoved')
      const wording = { state: found.state, writtenBy: found.writtenById, unitPath: found.unitPath }
      const why = obstacle(asked.actor, step, wording)
      if (why) throw new Refusal(why)
      const { personId } = asked.actor
      await moveWording(tx, { itemId: id, version, to: KNOWLEDGE_STEPS[step].to, personId, at: new Date() })
      return { id }
    })
  }

  private async checked(actor: Actor, body: unknown): Promise<KnowledgeInput> {
    const input = parse(KnowledgeInput, body)
    const region = await this.region.current()
    const unit = region.units.get(input.unitId)
    if (!unit?.active) throw new Refusal('unitUnknown')
    if (!mayWrite(actor, unit.path)) throw new Refusal('forbidden')
    if (input.categoryCode && !region.categories.has(input.categoryCode)) throw new Refusal('categoryUnknown')
    if (input.validUntil && input.validUntil < input.validFrom) throw new Refusal('periodReversed')
    return input
  }

  private async matching(actor: Actor, region: RegionRules, words: string, categoryCode: string | null, limit: number) {
    const tokens = queryTokens(words)
    if (!tokens.length) return []
    return knowledgeMatching(this.db, { tokens, own: ownOf(actor, region), categoryCode, limit })
  }
}

const ownOf = (actor: Actor, region: RegionRules): Own =>
  can(actor.roles, 'ticket.see-all') ? null : unitsUnder(region, actor.unitPath)

const isReadable = ({ unitId, audience, state }: KnowledgeRow, own: Own) =>
  own === null || own.includes(unitId) || (audience === 'public' && state === 'published')

function writtenBy({ personId }: Actor, input: KnowledgeInput) {
  const { title, question, answer } = input
  const head = searchTokens(title, question)
  return { ...input, head, search: searchTokens(title, question, answer), personId, at: new Date() }
}

function viewOf(row: KnowledgeRow, actor: Actor, region: RegionRules): KnowledgeView {
  const { unitPath, writtenById, writtenAt, publishedAt, ...rest } = row
  return {
    ...rest,
    category: row.categoryCode && (region.categories.get(row.categoryCode)?.name ?? null),
    writtenAt: writtenAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
    steps: stepsFor(actor, { state: row.state, writtenBy: writtenById, unitPath }),
    mayWrite: mayWrite(actor, unitPath),
  }
}
