import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { CallTicketHow } from '#domain/calls/words'

/** What a call came to. */
@Entity('call_ticket')
export class CallTicket {
  @PrimaryColumn({ name: 'call_id', type: 'bigint' }) callId: string
  @PrimaryColumn({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @Column({ type: 'text' }) how: CallTicketHow
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ name: 'person_id', type: 'int' }) personId: number
}
