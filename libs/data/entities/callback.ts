import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { CallbackVia, Grade, Solved } from '#domain/words'

/** 回访: an attempt, and what the requester said. */
@Entity('callback')
export class Callback {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @Column({ type: 'smallint' }) round: number
  @Column({ type: 'smallint' }) attempt: number
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ name: 'person_id', type: 'int' }) personId: number
  @Column({ type: 'text' }) via: CallbackVia
  @Column({ type: 'boolean' }) reached: boolean
  @Column({ type: 'text', nullable: true }) solved: Solved | null
  @Column({ name: 'result_grade', type: 'smallint', nullable: true }) resultGrade: Grade | null
  @Column({ name: 'manner_grade', type: 'smallint', nullable: true }) mannerGrade: Grade | null
  @Column({ name: 'words_sealed', type: 'bytea', nullable: true }) wordsSealed: Buffer | null
}
