import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A number that wants no messages. */
@Entity('opt_out')
export class OptOut {
  @PrimaryColumn({ name: 'address_token', type: 'bytea' }) addressToken: Buffer
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ name: 'person_id', type: 'int', nullable: true }) personId: number | null
}
