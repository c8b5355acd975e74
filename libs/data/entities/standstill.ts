import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { Still } from '#domain/words'

/** A ticket that was merged or split, and what stood when it was: so that it can go on from there. */
@Entity('standstill')
export class Standstill {
  @PrimaryColumn({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @PrimaryColumn({ type: 'timestamptz' }) at: Date
  @Column({ name: 'person_id', type: 'int' }) personId: number
  @Column({ type: 'text' }) kind: Still
  @Column({ name: 'into_id', type: 'bigint', nullable: true }) intoId: string | null
  @Column({ type: 'text' }) state: string
  @Column({ type: 'jsonb' }) standing: Record<string, unknown>[]
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt: Date | null
}
