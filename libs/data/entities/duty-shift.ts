import { Column, Entity, PrimaryColumn } from 'typeorm'

/** 值班: which crew of a utility answers from when until when. */
@Entity('duty_shift')
export class DutyShift {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'unit_id', type: 'int' }) unitId: number
  @Column({ type: 'text' }) crew: string
  @Column({ name: 'phone_sealed', type: 'bytea' }) phoneSealed: Buffer
  @Column({ name: 'place_code', type: 'text', nullable: true }) placeCode: string | null
  @Column({ name: 'from_at', type: 'timestamptz' }) fromAt: Date
  @Column({ name: 'until_at', type: 'timestamptz' }) untilAt: Date
  @Column({ name: 'entered_at', type: 'timestamptz' }) enteredAt: Date
  @Column({ name: 'entered_by', type: 'int' }) enteredBy: number
  @Column({ name: 'dropped_at', type: 'timestamptz', nullable: true }) droppedAt: Date | null
  @Column({ name: 'dropped_by', type: 'int', nullable: true }) droppedBy: number | null
}
