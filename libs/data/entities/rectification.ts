import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { RectificationState } from '#domain/words'

/** 整改: what a unit owes after a bad review in a real name. */
@Entity('rectification')
export class Rectification {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @Column({ type: 'smallint' }) round: number
  @Column({ name: 'assignment_id', type: 'bigint' }) assignmentId: string
  @Column({ name: 'unit_id', type: 'int' }) unitId: number
  @Column({ type: 'smallint' }) grade: 1 | 2
  @Column({ type: 'text' }) state: RectificationState
  @Column({ name: 'opened_at', type: 'timestamptz' }) openedAt: Date
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt: Date
  @Column({ type: 'smallint' }) tries: number
  @Column({ name: 'submitted_at', type: 'timestamptz', nullable: true }) submittedAt: Date | null
  @Column({ name: 'submitted_by', type: 'int', nullable: true }) submittedBy: number | null
  @Column({ name: 'checked_at', type: 'timestamptz', nullable: true }) checkedAt: Date | null
  @Column({ name: 'checked_by', type: 'int', nullable: true }) checkedBy: number | null
}
