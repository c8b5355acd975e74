import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { AwayReason, OperatorState as State } from '#domain/calls/words'

@Entity('operator_state')
export class OperatorState {
  @PrimaryColumn({ name: 'person_id', type: 'int' }) personId: number
  @Column({ type: 'text' }) state: State
  @Column({ type: 'text', nullable: true }) reason: AwayReason | null
  @Column({ type: 'timestamptz' }) since: Date
  @Column({ name: 'seen_at', type: 'timestamptz' }) seenAt: Date
  @Column({ name: 'call_id', type: 'bigint', nullable: true }) callId: string | null
}
