import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { Exclusion } from '#domain/appraisal/fact'
import type { CountedRole } from '#domain/appraisal/tally'
import type { Line, Solved } from '#domain/words'

/** What a unit answers for: one judged round of one assignment. */
@Entity('appraisal_fact')
export class AppraisalFactRow {
  @PrimaryColumn({ name: 'assignment_id', type: 'bigint' }) assignmentId: string
  @PrimaryColumn({ type: 'smallint' }) round: number
  @Column({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @Column({ name: 'unit_id', type: 'int' }) unitId: number
  @Column({ type: 'text' }) role: CountedRole
  @Column({ type: 'text' }) line: Line
  @Column({ name: 'registered_at', type: 'timestamptz' }) registeredAt: Date
  @Column({ name: 'dispatched_at', type: 'timestamptz' }) dispatchedAt: Date
  @Column({ name: 'signed_on_time', type: 'boolean', nullable: true }) signedOnTime: boolean | null
  @Column({ name: 'contacted_on_time', type: 'boolean', nullable: true }) contactedOnTime: boolean | null
  @Column({ name: 'replied_on_time', type: 'boolean', nullable: true }) repliedOnTime: boolean | null
  @Column({ type: 'text' }) verdict: 'valid' | 'unreachable'
  @Column({ name: 'judged_at', type: 'timestamptz' }) judgedAt: Date
  @Column({ type: 'boolean', nullable: true }) contacted: boolean | null
  @Column({ type: 'text', nullable: true }) solved: Solved | null
  @Column({ type: 'smallint', nullable: true }) grade: number | null
  @Column({ type: 'text', nullable: true }) excluded: Exclusion | null
}
