import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { FeedbackState } from '#domain/words/desk'

/** “This answer is wrong”: for the responsible unit to settle by a day. */
@Entity('knowledge_feedback')
export class KnowledgeFeedback {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'item_id', type: 'bigint' }) itemId: string
  @Column({ type: 'int' }) version: number
  @Column({ name: 'unit_id', type: 'int' }) unitId: number
  @Column({ type: 'text' }) state: FeedbackState
  @Column({ name: 'said_sealed', type: 'bytea' }) saidSealed: Buffer
  @Column({ name: 'said_at', type: 'timestamptz' }) saidAt: Date
  @Column({ name: 'said_by', type: 'int' }) saidBy: number
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt: Date
  @Column({ name: 'answer_sealed', type: 'bytea', nullable: true }) answerSealed: Buffer | null
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) settledAt: Date | null
  @Column({ name: 'settled_by', type: 'int', nullable: true }) settledBy: number | null
}
