import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { Grade } from '#domain/words'

/** What a unit did about it, and what the second call found. */
@Entity('rectification_step')
export class RectificationStep {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'rectification_id', type: 'bigint' }) rectificationId: string
  @Column({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ name: 'person_id', type: 'int' }) personId: number
  @Column({ type: 'text' }) kind: 'submitted' | 'done' | 'again'
  @Column({ type: 'smallint', nullable: true }) grade: Grade | null
  @Column({ name: 'words_sealed', type: 'bytea', nullable: true }) wordsSealed: Buffer | null
}
