import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { FrozenKind, Standing } from '#domain/appraisal/frozen'
import type { PresetName, RuleSet } from '#domain/appraisal/rule-set'
import type { CountedRole, Tally } from '#domain/appraisal/tally'
import type { Solved } from '#domain/words'

/** A period as it was frozen: proposed by one person, signed by another. */
@Entity('frozen_period')
export class FrozenPeriod {
  @PrimaryColumn({ type: 'int' }) id: number
  @Column({ type: 'text' }) kind: FrozenKind
  @Column({ name: 'from_day', type: 'date' }) fromDay: string
  @Column({ name: 'to_day', type: 'date' }) toDay: string
  @Column({ type: 'text' }) preset: PresetName
  @Column({ type: 'jsonb' }) rules: RuleSet
  @Column({ name: 'cut_off', type: 'timestamptz' }) cutOff: Date
  @Column({ name: 'proposed_at', type: 'timestamptz' }) proposedAt: Date
  @Column({ name: 'proposed_by', type: 'int' }) proposedBy: number
  @Column({ name: 'frozen_at', type: 'timestamptz' }) frozenAt: Date
  @Column({ name: 'frozen_by', type: 'int' }) frozenBy: number
  @Column({ type: 'int' }) facts: number
  @Column({ name: 'facts_hash', type: 'bytea' }) factsHash: Buffer
  @Column({ type: 'bytea' }) hash: Buffer
}

/** Waits for the second person. */
@Entity('freeze_proposal')
export class FreezeProposal {
  @PrimaryColumn({ type: 'text' }) kind: FrozenKind
  @PrimaryColumn({ name: 'from_day', type: 'date' }) fromDay: string
  @Column({ type: 'text' }) preset: PresetName
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ name: 'person_id', type: 'int' }) personId: number
}

/** Where a unit's ticket stood when the period was frozen. */
@Entity('frozen_fact')
export class FrozenFact {
  @PrimaryColumn({ name: 'frozen_id', type: 'int' }) frozenId: number
  @PrimaryColumn({ name: 'assignment_id', type: 'bigint' }) assignmentId: string
  @PrimaryColumn({ type: 'smallint' }) round: number
  @Column({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @Column({ name: 'unit_id', type: 'int' }) unitId: number
  @Column({ type: 'text' }) role: CountedRole
  @Column({ type: 'text' }) standing: Standing
  @Column({ type: 'text', nullable: true }) why: string | null
  @Column({ name: 'judged_at', type: 'timestamptz', nullable: true }) judgedAt: Date | null
  @Column({ type: 'boolean', nullable: true }) contacted: boolean | null
  @Column({ type: 'text', nullable: true }) solved: Solved | null
  @Column({ type: 'smallint', nullable: true }) grade: number | null
}

@Entity('frozen_rank')
export class FrozenRank {
  @PrimaryColumn({ name: 'frozen_id', type: 'int' }) frozenId: number
  @PrimaryColumn({ name: 'unit_id', type: 'int' }) unitId: number
  @Column({ name: 'group_kind', type: 'text' }) groupKind: string
  @Column({ type: 'smallint', nullable: true }) rank: number | null
  @Column({ type: 'text', nullable: true }) score: string | null
  @Column({ type: 'jsonb' }) tally: Partial<Tally>
}
