import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { ReminderItem, ReminderList } from '#domain/views'

/** 日提醒: what a unit has before it on a working day; one document, made once. */
@Entity('daily_reminder')
export class DailyReminder {
  @PrimaryColumn({ name: 'unit_id', type: 'int' }) unitId: number
  @PrimaryColumn({ type: 'date' }) day: string
  @Column({ name: 'made_at', type: 'timestamptz' }) madeAt: Date
  @Column({ type: 'jsonb' }) counts: Partial<Record<ReminderList, number>>
  @Column({ type: 'jsonb' }) items: ReminderItem[]
  @Column({ name: 'confirmed_at', type: 'timestamptz', nullable: true }) confirmedAt: Date | null
  @Column({ name: 'confirmed_by', type: 'int', nullable: true }) confirmedBy: number | null
}
