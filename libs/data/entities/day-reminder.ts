import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A day on which somebody was to look again, and was told so: once. */
@Entity('day_reminder')
export class DayReminder {
  @PrimaryColumn({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @PrimaryColumn({ type: 'text' }) what: string
  @PrimaryColumn({ type: 'date' }) day: string
  @Column({ type: 'timestamptz' }) at: Date
}
