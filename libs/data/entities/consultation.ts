import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { ConsultationState } from '#domain/words'

/** 会商: a meeting that settles who is competent. */
@Entity('consultation')
export class Consultation {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ type: 'text' }) title: string
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ type: 'text' }) place: string
  @Column({ name: 'chair_id', type: 'int' }) chairId: number
  @Column({ type: 'text', array: true }) attendees: string[]
  @Column({ type: 'text' }) state: ConsultationState
  @Column({ type: 'int' }) version: number
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date
  @Column({ name: 'created_by', type: 'int' }) createdBy: number
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt: Date | null
}
