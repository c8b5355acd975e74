import { Column, Entity, PrimaryColumn } from 'typeorm'

/** 关联: two tickets that have to do with each other; said once, true both ways. */
@Entity('ticket_link')
export class TicketLink {
  @PrimaryColumn({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @PrimaryColumn({ name: 'other_id', type: 'bigint' }) otherId: string
  @Column({ type: 'text' }) reason: string
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ name: 'person_id', type: 'int' }) personId: number
}
