import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { DeliveryFault, DeliveryState, MessageChannel } from '#domain/messages/kinds'

/** A message owed to a requester, and how far it has come. */
@Entity('delivery')
export class Delivery {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  /** The event that says it. */
  @Column({ type: 'int' }) seq: number
  @Column({ type: 'text' }) kind: string
  @Column({ name: 'template_version', type: 'int' }) templateVersion: number
  @Column({ type: 'text' }) channel: MessageChannel
  @Column({ type: 'text' }) state: DeliveryState
  @Column({ type: 'text', nullable: true }) fault: DeliveryFault | null
  /** What the channel said of it. */
  @Column({ name: 'fault_note', type: 'text', nullable: true }) faultNote: string | null
  @Column({ type: 'boolean' }) urgent: boolean
  /** Waited for the morning. */
  @Column({ type: 'boolean' }) held: boolean
  @Column({ name: 'address_token', type: 'bytea', nullable: true }) addressToken: Buffer | null
  @Column({ name: 'words_sealed', type: 'bytea', nullable: true }) wordsSealed: Buffer | null
  @Column({ type: 'smallint' }) attempts: number
  /** How often it was sent anew after it had been given up. */
  @Column({ type: 'smallint' }) again: number
  /** The message it travels in; its own when it is the first or the only one. */
  @Column({ name: 'batch_id', type: 'bigint', nullable: true }) batchId: string | null
  @Column({ name: 'provider_id', type: 'text', nullable: true }) providerId: string | null
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date
  @Column({ name: 'not_before', type: 'timestamptz' }) notBefore: Date
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt: Date
  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true }) sentAt: Date | null
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) settledAt: Date | null
  /** Who told it in person. */
  @Column({ name: 'told_by', type: 'int', nullable: true }) toldBy: number | null
}
