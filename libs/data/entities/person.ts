import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { Desk } from '#domain/words'

/** Who works here; number 0 is the system. */
@Entity('person')
export class Person {
  @PrimaryColumn({ type: 'int' }) id: number
  @Column({ type: 'text' }) login: string
  @Column({ type: 'text' }) name: string
  @Column({ name: 'unit_id', type: 'int', nullable: true }) unitId: number | null
  @Column({ type: 'text', nullable: true }) desk: Desk | null
  @Column({ name: 'password_hash', type: 'text', nullable: true }) passwordHash: string | null
  @Column({ name: 'password_changed_at', type: 'timestamptz', nullable: true })
  passwordChangedAt: Date | null
  @Column({ name: 'must_change_password', type: 'boolean' }) mustChangePassword: boolean
  @Column({ name: 'failed_count', type: 'smallint' }) failedCount: number
  @Column({ name: 'failed_since', type: 'timestamptz', nullable: true }) failedSince: Date | null
  @Column({ name: 'locked_until', type: 'timestamptz', nullable: true }) lockedUntil: Date | null
  @Column({ type: 'boolean' }) active: boolean
  @Column({ name: 'notices_seen', type: 'bigint' }) noticesSeen: string
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date
}
