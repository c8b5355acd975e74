import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { ReplyOutcome } from '#domain/words'

/** 答复 of a unit in a round. */
@Entity('reply')
export class Reply {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'assignment_id', type: 'bigint' }) assignmentId: string
  @Column({ type: 'smallint' }) round: number
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ name: 'person_id', type: 'int' }) personId: number
  @Column({ type: 'text' }) outcome: ReplyOutcome
  @Column({ name: 'words_sealed', type: 'bytea', nullable: true }) wordsSealed: Buffer | null
  @Column({ type: 'text' }) state: 'draft' | 'submitted' | 'accepted' | 'sentBack'
}
