import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { MissedCallState } from '#domain/calls/words'
import type { Desk } from '#domain/words'

/** 未接来电: a number to ring back. */
@Entity('missed_call')
export class MissedCall {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ type: 'text' }) desk: Desk
  @Column({ name: 'number_sealed', type: 'bytea', nullable: true }) numberSealed: Buffer | null
  @Column({ name: 'number_token', type: 'bytea', nullable: true }) numberToken: Buffer | null
  @Column({ name: 'call_id', type: 'bigint' }) callId: string
  @Column({ type: 'smallint' }) missed: number
  @Column({ type: 'text' }) state: MissedCallState
  @Column({ name: 'taken_by', type: 'int', nullable: true }) takenBy: number | null
  @Column({ name: 'taken_at', type: 'timestamptz', nullable: true }) takenAt: Date | null
  @Column({ type: 'smallint' }) tries: number
  @Column({ name: 'made_at', type: 'timestamptz' }) madeAt: Date
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt: Date
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt: Date | null
}
