import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A year whose holidays are published, or not yet. */
@Entity('calendar_year')
export class CalendarYear {
  @PrimaryColumn({ type: 'smallint' }) year: number
  @Column({ type: 'boolean' }) published: boolean
  @Column({ type: 'text' }) source: string
  /** Set here by two people; the product's own file no longer writes it. */
  @Column({ type: 'boolean' }) decided: boolean
}
