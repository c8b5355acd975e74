import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { Role } from '#domain/access'

/** Told to a unit or a role. */
@Entity('notice')
export class Notice {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ type: 'text' }) kind: string
  @Column({ name: 'ticket_id', type: 'bigint', nullable: true }) ticketId: string | null
  @Column({ name: 'unit_id', type: 'int', nullable: true }) unitId: number | null
  @Column({ type: 'text', nullable: true }) role: Role | null
  @Column({ name: 'clock_id', type: 'bigint', nullable: true }) clockId: string | null
  @Column({ type: 'smallint', nullable: true }) level: number | null
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ type: 'jsonb' }) data: Record<string, unknown>
  /** xid8, which TypeORM does not know; it travels as text like a bigint. */
  @Column({ type: 'bigint' }) xid: string
}
