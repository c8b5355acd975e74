import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Who did or looked at what, beside the tickets. */
@Entity('audit')
export class Audit {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ name: 'person_id', type: 'int', nullable: true }) personId: number | null
  @Column({ type: 'text' }) kind: string
  @Column({ type: 'jsonb' }) detail: Record<string, unknown>
  @Column({ name: 'request_id', type: 'text', nullable: true }) requestId: string | null
}
