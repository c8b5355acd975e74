import { Column, Entity, PrimaryColumn } from 'typeorm'

/** One thing that happened to a ticket: a link of its chain. Never changed. */
@Entity('event')
export class Event {
  @PrimaryColumn({ type: 'date' }) month: string
  @PrimaryColumn({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @PrimaryColumn({ type: 'int' }) seq: number
  @Column({ type: 'bigint' }) id: string
  /** xid8, which TypeORM does not know; it travels as text like a bigint. */
  @Column({ type: 'bigint' }) xid: string
  @Column({ type: 'text' }) kind: string
  @Column({ name: 'assignment_id', type: 'bigint', nullable: true }) assignmentId: string | null
  @Column({ name: 'person_id', type: 'int' }) personId: number
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ type: 'jsonb' }) data: Record<string, unknown>
  @Column({ name: 'words_sealed', type: 'bytea', nullable: true }) wordsSealed: Buffer | null
  @Column({ name: 'words_digest', type: 'bytea', nullable: true }) wordsDigest: Buffer | null
  @Column({ type: 'int', array: true }) units: number[]
  @Column({ type: 'bytea' }) hash: Buffer
}
