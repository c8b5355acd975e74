import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { Desk as DeskCode } from '#domain/words'

/** 专席. */
@Entity('desk')
export class Desk {
  @PrimaryColumn({ type: 'text' }) code: DeskCode
  @Column({ type: 'text' }) name: string
  @Column({ name: 'dial_key', type: 'text', nullable: true }) dialKey: string | null
  @Column({ name: 'overflow_code', type: 'text', nullable: true }) overflowCode: DeskCode | null
  @Column({ name: 'open_from', type: 'smallint' }) openFrom: number
  @Column({ name: 'open_to', type: 'smallint' }) openTo: number
  @Column({ name: 'ring_seconds', type: 'smallint' }) ringSeconds: number
  @Column({ type: 'boolean' }) active: boolean
}
