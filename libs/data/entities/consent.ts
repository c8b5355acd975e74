import { Column, Entity, PrimaryColumn } from 'typeorm'

/** The requester agreed to be contacted by this unit. */
@Entity('consent')
export class Consent {
  @PrimaryColumn({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @PrimaryColumn({ name: 'unit_id', type: 'int' }) unitId: number
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ name: 'person_id', type: 'int' }) personId: number
}
