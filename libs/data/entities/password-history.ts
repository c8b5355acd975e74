import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Passwords that may not be used again. */
@Entity('password_history')
export class PasswordHistory {
  @PrimaryColumn({ name: 'person_id', type: 'int' }) personId: number
  @PrimaryColumn({ type: 'timestamptz' }) at: Date
  @Column({ name: 'password_hash', type: 'text' }) passwordHash: string
}
