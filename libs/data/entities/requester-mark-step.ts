import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { MarkStep } from '#domain/words/desk'

/** One step in the life of a mark. */
@Entity('requester_mark_step')
export class RequesterMarkStep {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'mark_id', type: 'bigint' }) markId: string
  @Column({ type: 'text' }) step: MarkStep
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ name: 'person_id', type: 'int' }) personId: number
  @Column({ name: 'words_sealed', type: 'bytea', nullable: true }) wordsSealed: Buffer | null
}
