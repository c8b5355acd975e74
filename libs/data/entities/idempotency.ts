import { Column, Entity, PrimaryColumn } from 'typeorm'

/** The answer to a request, for when it comes again. */
@Entity('idempotency')
export class Idempotency {
  @PrimaryColumn({ name: 'person_id', type: 'int' }) personId: number
  @PrimaryColumn({ type: 'text' }) key: string
  @Column({ name: 'request_hash', type: 'bytea' }) requestHash: Buffer
  @Column({ type: 'smallint' }) status: number
  @Column({ type: 'jsonb' }) response: Record<string, unknown>
  @Column({ type: 'timestamptz' }) at: Date
}
