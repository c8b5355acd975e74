import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { ClockPolicy as Limits } from '#domain/clock/policy'

/** A version of the limits. */
@Entity('clock_policy')
export class ClockPolicy {
  @PrimaryColumn({ type: 'int' }) id: number
  @Column({ type: 'text' }) code: string
  @Column({ type: 'int' }) version: number
  @Column({ type: 'text' }) label: string
  @Column({ type: 'jsonb' }) policy: Limits
  @Column({ type: 'boolean' }) active: boolean
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date
}
