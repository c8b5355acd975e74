import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { Actor } from '#domain/access'
import { canonical, type FrozenKind, type RankKept, ranksOf } from '#domain/appraisal/frozen'
import { groupedTallies } from '#domain/appraisal/groups'
import { boundsOf, periodOf, periodWords } from '#domain/appraisal/period'
import { PRESETS, type PresetName, type RuleSet } from '#domain/appraisal/rule-set'
import type { FrozenCheckView, FrozenList, FrozenView } from '#domain/appraisal/views'
import { type LocalDay, localDayOf } from '#domain/local-day'
import { Refusal } from '#domain/refusals'
import { Database, type Tx } from '#data/database'
import * as frozen from '#data/frozen'
import { Region } from '../region'

export interface FreezeAsked {
  kind: FrozenKind
  day: LocalDay
}

/** 冻结: proposed by one, signed by another; from then on the period is what it was. */
@Injectable()
export class Freezing {
  constructor(
    private readonly db: Database,
    private readonly region: Region,
  ) {}

  async list({ personId }: Actor): Promise<FrozenList> {
    const [periods, proposed] = await Promise.all([frozen.frozenPeriods(this.db), frozen.proposals(this.db)])
    return {
      frozen: periods.map(frozenView),
      proposed: proposed.map(({ kind, from, preset, by, at, personId: proposer }) => ({
        kind,
        from,
        words: periodWords(periodOf(kind, from, PRESETS[preset].rules.monthStartsOn)),
        preset,
        by,
        own: proposer === personId,
        at: at.toISOString(),
      })),
    }
  }

  /** Proposing again changes nothing: the first proposal stands. */
  async propose({ personId }: Actor, { kind, day }: FreezeAsked, preset: PresetName, now = new Date()): Promise<void> {
    const { from, to } = periodOf(kind, day, PRESETS[preset].rules.monthStartsOn)
    if (to >= localDayOf(now)) throw new Refusal('periodRunning')
    if (await frozen.findFrozen(this.db, kind, from)) throw new Refusal('alreadyFrozen')
    await frozen.propose(this.db, kind, from, preset, personId)
  }

  async withdraw({ kind, day }: FreezeAsked): Promise<void> {
    await frozen.dropProposal(this.db, kind, day)
  }

  /** The facts are read by one statement, so of one moment: what becomes true meanwhile belongs to the next bulletin. */
  sign({ personId }: Actor, { kind, day }: FreezeAsked): Promise<FrozenView> {
    return this.db.transaction(async (tx) => {
      const proposal = await frozen.takeProposal(tx, kind, day)
      if (!proposal) throw new Refusal((await frozen.findFrozen(tx, kind, day)) ? 'alreadyFrozen' : 'notProposed')
      if (proposal.personId === personId) throw new Refusal('secondPersonNeeded')
      await this.write(tx, proposal, personId)
      await frozen.dropProposal(tx, kind, day)
      return frozenView((await frozen.findFrozen(tx, kind, day))!)
    })
  }

  private async write(tx: Tx, proposal: frozen.ProposalRow, personId: number) {
    const { kind, from, preset } = proposal
    const { rules } = PRESETS[preset]
    const period = periodOf(kind, from, rules.monthStartsOn)
    const freezing = { kind, from, to: period.to, preset, rules, cutOff: new Date(), proposal, personId }
    const id = await frozen.reserveFrozenId(tx)
    await frozen.copyFacts(tx, id, freezing, boundsOf(period))
    const facts = await frozen.hashOfFacts(tx, id)
    const ranks = await this.ranksFrom(tx, id, rules)
    await frozen.insertRanks(tx, id, ranks)
    await frozen.insertFrozen(tx, id, freezing, facts, hashOf(rules, facts.hash, ranks))
  }

  private async ranksFrom(tx: Pick<Tx, 'query'>, id: number, rules: RuleSet): Promise<RankKept[]> {
    return ranksOf(groupedTallies(await this.region.current(), await frozen.frozenTallies(tx, id)), rules)
  }

  /** Everything counted once more: the facts' hash, the ranks from the facts, the whole; and what has changed beneath since. */
  async check({ kind, day }: FreezeAsked): Promise<FrozenCheckView> {
    const period = await frozen.findFrozen(this.db, kind, day)
    if (!period) throw new Refusal('notFound')
    const [facts, kept, made, changed] = await Promise.all([
      frozen.hashOfFacts(this.db, period.id),
      frozen.ranksKept(this.db, period.id),
      this.ranksFrom(this.db, period.id, period.rules),
      frozen.changedSince(this.db, period.id),
    ])
    const faults = [
      facts.hash !== period.factsHash && '冻结的明细与冻结时的校验值不一致',
      facts.facts !== period.facts && `冻结时有 ${period.facts} 条明细，现在有 ${facts.facts} 条`,
      ...differences(kept, made).map((unitId) => `单位 ${unitId} 的名次与按明细重算的不一致`),
      hashOf(period.rules, period.factsHash, kept) !== period.hash && '冻结的名次或细则与冻结时的校验值不一致',
    ].filter((fault) => fault !== false)
    return { whole: faults.length === 0, hash: period.hash, faults, changed }
  }
}

const hashOf = (rules: RuleSet, factsHash: string, ranks: readonly RankKept[]) =>
  createHash('sha256')
    .update(canonical(rules, factsHash, ranks))
    .digest('hex')

/** A unit that has come or gone since was not there to be ranked. */
function differences(kept: readonly RankKept[], made: readonly RankKept[]): number[] {
  const again = new Map(made.map((each) => [each.unitId, each]))
  return kept
    .filter(
      ({ unitId, rank, score }) =>
        again.has(unitId) && (again.get(unitId)!.rank !== rank || again.get(unitId)!.score !== score),
    )
    .map(({ unitId }) => unitId)
}

const frozenView = ({
  kind,
  from,
  to,
  preset,
  facts,
  proposedBy,
  frozenBy,
  frozenAt,
  hash,
}: frozen.FrozenRow): FrozenView => ({
  kind,
  from,
  to,
  words: periodWords({ kind, from, to }),
  preset,
  facts,
  proposedBy,
  frozenBy,
  frozenAt: frozenAt.toISOString(),
  hash,
})
