import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Somebody looked at a personal value, and why. */
@Entity('reveal')
export class Reveal {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @Column({ name: 'person_id', type: 'int' }) personId: number
  @Column({ type: 'text' }) field: 'phone' | 'name' | 'identity' | 'content'
  @Column({ type: 'text' }) reason: string
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ type: 'timestamptz' }) until: Date
}
