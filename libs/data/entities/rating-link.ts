import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A door to one round of one ticket, for whoever has the token; only its hash is here. */
@Entity('rating_link')
export class RatingLink {
  @PrimaryColumn({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @PrimaryColumn({ type: 'smallint' }) round: number
  @Column({ name: 'token_hash', type: 'bytea' }) tokenHash: Buffer
  @Column({ name: 'offered_at', type: 'timestamptz' }) offeredAt: Date
  @Column({ name: 'offered_by', type: 'int' }) offeredBy: number
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt: Date
  @Column({ name: 'used_at', type: 'timestamptz', nullable: true }) usedAt: Date | null
}
