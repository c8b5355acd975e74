import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { RuleChangeKind, RuleChangeState } from '#domain/rules/words'

/** A change of limits, holidays or office hours: proposed by one person, decided by another, in force from a day on. */
@Entity('rule_change')
export class RuleChange {
  @PrimaryColumn({ type: 'int' }) id: number
  @Column({ type: 'text' }) kind: RuleChangeKind
  @Column({ type: 'text' }) state: RuleChangeState
  @Column({ type: 'jsonb' }) content: Record<string, unknown>
  /** What it took the place of. */
  @Column({ type: 'jsonb', nullable: true }) before: Record<string, unknown> | null
  @Column({ type: 'text' }) reason: string
  @Column({ name: 'effective_on', type: 'date' }) effectiveOn: string
  /** Running clocks of open tickets are counted anew by a new policy too. */
  @Column({ name: 'open_too', type: 'boolean' }) openToo: boolean
  @Column({ name: 'proposed_at', type: 'timestamptz' }) proposedAt: Date
  @Column({ name: 'proposed_by', type: 'int' }) proposedBy: number
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true }) decidedAt: Date | null
  @Column({ name: 'decided_by', type: 'int', nullable: true }) decidedBy: number | null
  @Column({ type: 'text', nullable: true }) note: string | null
  @Column({ name: 'in_force_at', type: 'timestamptz', nullable: true }) inForceAt: Date | null
}
