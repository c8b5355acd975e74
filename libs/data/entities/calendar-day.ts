import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A day off on a weekday, or worked on a weekend. */
@Entity('calendar_day')
export class CalendarDay {
  @PrimaryColumn({ type: 'date' }) day: string
  @Column({ type: 'smallint' }) year: number
  @Column({ type: 'text' }) name: string
  @Column({ type: 'boolean' }) off: boolean
}
