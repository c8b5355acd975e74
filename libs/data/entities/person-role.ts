import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { Role } from '#domain/access'

/** A role somebody was given. */
@Entity('person_role')
export class PersonRole {
  @PrimaryColumn({ name: 'person_id', type: 'int' }) personId: number
  @PrimaryColumn({ type: 'text' }) role: Role
  @Column({ name: 'granted_by', type: 'int', nullable: true }) grantedBy: number | null
  @Column({ name: 'granted_at', type: 'timestamptz' }) grantedAt: Date
}
