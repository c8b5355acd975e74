import { Column, Entity, PrimaryColumn } from 'typeorm'

/** 假闭环: a ticket about the same matter, soon after an earlier one was closed. */
@Entity('false_closure')
export class FalseClosure {
  @PrimaryColumn({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @Column({ name: 'earlier_ticket_id', type: 'bigint' }) earlierTicketId: string
  @Column({ type: 'timestamptz' }) at: Date
}
