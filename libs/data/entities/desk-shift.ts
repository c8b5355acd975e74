import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { Desk } from '#domain/words'

/** Who sits at a desk, on a weekday or a date. */
@Entity('desk_shift')
export class DeskShift {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'desk_code', type: 'text' }) deskCode: Desk
  @Column({ name: 'person_id', type: 'int' }) personId: number
  @Column({ type: 'smallint', nullable: true }) weekday: number | null
  @Column({ type: 'date', nullable: true }) day: string | null
  @Column({ name: 'from_minute', type: 'smallint' }) fromMinute: number
  @Column({ name: 'to_minute', type: 'smallint' }) toMinute: number
}
