import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { MarkKind, MarkState } from '#domain/words/desk'

/** A nuisance or for-profit complainant: proposed with evidence, confirmed by another, ended on a day. */
@Entity('requester_mark')
export class RequesterMark {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'requester_id', type: 'bigint' }) requesterId: string
  @Column({ type: 'text' }) kind: MarkKind
  @Column({ type: 'text' }) state: MarkState
  @Column({ name: 'until_day', type: 'date' }) untilDay: string
  @Column({ name: 'proposed_at', type: 'timestamptz' }) proposedAt: Date
  @Column({ name: 'proposed_by', type: 'int' }) proposedBy: number
}
