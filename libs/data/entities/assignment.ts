import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { AssignmentRole, AssignmentState, Line, TicketType, Urgency } from '#domain/words'

/** 承办任务: one unit's duty on a ticket, and a line of its inbox. */
@Entity('assignment')
export class Assignment {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @Column({ name: 'unit_id', type: 'int' }) unitId: number
  @Column({ name: 'unit_path', type: 'text' }) unitPath: string
  @Column({ type: 'text' }) line: Line
  @Column({ type: 'text' }) role: AssignmentRole
  @Column({ name: 'parent_id', type: 'bigint', nullable: true }) parentId: string | null
  @Column({ type: 'text' }) state: AssignmentState
  @Column({ type: 'smallint' }) round: number
  @Column({ name: 'dispatched_at', type: 'timestamptz' }) dispatchedAt: Date
  @Column({ name: 'dispatched_by', type: 'int' }) dispatchedBy: number
  @Column({ name: 'return_until', type: 'timestamptz', nullable: true }) returnUntil: Date | null
  @Column({ name: 'signed_at', type: 'timestamptz', nullable: true }) signedAt: Date | null
  @Column({ name: 'signed_by', type: 'int', nullable: true }) signedBy: number | null
  @Column({ name: 'signed_on_time', type: 'boolean', nullable: true }) signedOnTime: boolean | null
  @Column({ name: 'contacted_at', type: 'timestamptz', nullable: true }) contactedAt: Date | null
  @Column({ name: 'contacted_on_time', type: 'boolean', nullable: true }) contactedOnTime: boolean | null
  @Column({ name: 'replied_at', type: 'timestamptz', nullable: true }) repliedAt: Date | null
  @Column({ name: 'replied_on_time', type: 'boolean', nullable: true }) repliedOnTime: boolean | null
  @Column({ name: 'accepted_at', type: 'timestamptz', nullable: true }) acceptedAt: Date | null
  @Column({ name: 'awaits_approval', type: 'boolean' }) awaitsApproval: boolean
  @Column({ name: 'arrived_at', type: 'timestamptz', nullable: true }) arrivedAt: Date | null
  @Column({ type: 'text' }) number: string
  @Column({ type: 'text' }) title: string
  @Column({ type: 'text' }) type: TicketType
  @Column({ type: 'text' }) urgency: Urgency
  /** `Infinity`: no deadline. */
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt: Date | number
  @Column({ name: 'yellow_at', type: 'timestamptz' }) yellowAt: Date | number
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date
}
