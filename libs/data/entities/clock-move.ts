import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { MoveReason } from '#domain/rules/words'
import type { ClockKind } from '#domain/words'

/** What a change did to one running limit: moved, or left where a decision had put it. */
@Entity('clock_move')
export class ClockMove {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'change_id', type: 'int' }) changeId: number
  @Column({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @Column({ name: 'assignment_id', type: 'bigint', nullable: true }) assignmentId: string | null
  @Column({ type: 'text' }) kind: ClockKind
  @Column({ type: 'smallint' }) round: number
  @Column({ type: 'boolean' }) moved: boolean
  @Column({ name: 'from_due', type: 'timestamptz' }) fromDue: Date
  @Column({ name: 'to_due', type: 'timestamptz' }) toDue: Date
  @Column({ type: 'text' }) why: MoveReason
  @Column({ type: 'timestamptz' }) at: Date
}
