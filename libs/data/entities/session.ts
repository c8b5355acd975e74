import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A sign-in; the token itself is never stored. */
@Entity('session')
export class Session {
  @PrimaryColumn({ name: 'token_hash', type: 'bytea' }) tokenHash: Buffer
  @Column({ name: 'person_id', type: 'int' }) personId: number
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date
  @Column({ name: 'seen_at', type: 'timestamptz' }) seenAt: Date
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt: Date
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt: Date | null
  @Column({ type: 'text', nullable: true }) address: string | null
  @Column({ type: 'text', nullable: true }) agent: string | null
}
