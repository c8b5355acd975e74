import { Column, Entity, PrimaryColumn } from 'typeorm'

/** 挂账: while it lasts the clocks of the ticket stand still. */
@Entity('suspension')
export class Suspension {
  @PrimaryColumn({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @PrimaryColumn({ name: 'from_at', type: 'timestamptz' }) fromAt: Date
  @Column({ name: 'to_at', type: 'timestamptz', nullable: true }) toAt: Date | null
}
