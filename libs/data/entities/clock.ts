import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { RunningClock } from '#domain/workflow/snapshot'
import type { TimeUnit } from '#domain/clock/limit'

/** A running or stopped deadline. */
@Entity('clock')
export class Clock {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @Column({ name: 'assignment_id', type: 'bigint', nullable: true }) assignmentId: string | null
  @Column({ type: 'text' }) kind: RunningClock
  @Column({ type: 'smallint' }) round: number
  @Column({ name: 'started_at', type: 'timestamptz' }) startedAt: Date
  @Column({ type: 'numeric' }) amount: string
  @Column({ type: 'text' }) unit: TimeUnit
  @Column({ name: 'around_the_clock', type: 'boolean' }) aroundTheClock: boolean
  @Column({ name: 'half_at', type: 'timestamptz' }) halfAt: Date
  @Column({ name: 'yellow_at', type: 'timestamptz' }) yellowAt: Date
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt: Date
  @Column({ type: 'boolean' }) provisional: boolean
  @Column({ type: 'smallint' }) level: number
  @Column({ name: 'next_at', type: 'timestamptz', nullable: true }) nextAt: Date | null
  @Column({ name: 'stopped_at', type: 'timestamptz', nullable: true }) stoppedAt: Date | null
  @Column({ type: 'boolean' }) suspended: boolean
}
