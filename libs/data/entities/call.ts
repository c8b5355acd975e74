import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { CallState } from '#domain/calls/words'
import type { Desk } from '#domain/words'

/** 来电: what its events make of it, and the number, sealed. */
@Entity('call')
export class Call {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ type: 'text' }) partner: string
  @Column({ type: 'text' }) ref: string
  @Column({ type: 'text' }) state: CallState
  @Column({ type: 'text' }) desk: Desk
  @Column({ name: 'heard_at', type: 'timestamptz' }) heardAt: Date
  @Column({ name: 'offered_at', type: 'timestamptz', nullable: true }) offeredAt: Date | null
  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true }) answeredAt: Date | null
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt: Date | null
  @Column({ name: 'operator_id', type: 'int', nullable: true }) operatorId: number | null
  @Column({ name: 'rung_id', type: 'int', nullable: true }) rungId: number | null
  @Column({ name: 'owner_id', type: 'int', nullable: true }) ownerId: number | null
  @Column({ name: 'claimed_by', type: 'int', nullable: true }) claimedBy: number | null
  @Column({ name: 'claimed_at', type: 'timestamptz', nullable: true }) claimedAt: Date | null
  @Column({ name: 'lost_at', type: 'timestamptz', nullable: true }) lostAt: Date | null
  @Column({ name: 'number_sealed', type: 'bytea', nullable: true }) numberSealed: Buffer | null
  @Column({ name: 'number_token', type: 'bytea', nullable: true }) numberToken: Buffer | null
  @Column({ name: 'number_seq', type: 'int', nullable: true }) numberSeq: number | null
  @Column({ name: 'conferenced_at', type: 'timestamptz', nullable: true }) conferencedAt: Date | null
  @Column({ type: 'text', array: true }) parties: string[]
  @Column({ name: 'held_count', type: 'smallint' }) heldCount: number
  @Column({ type: 'text', nullable: true }) recording: string | null
}
