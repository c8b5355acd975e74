import { Column, Entity, PrimaryColumn } from 'typeorm'

/** What somebody was writing. */
@Entity('draft')
export class Draft {
  @PrimaryColumn({ name: 'person_id', type: 'int' }) personId: number
  @PrimaryColumn({ type: 'text' }) key: string
  @Column({ type: 'bytea' }) sealed: Buffer
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date
}
