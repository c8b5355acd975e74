import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A version of the 派单目录. */
@Entity('catalogue')
export class Catalogue {
  @PrimaryColumn({ type: 'int' }) version: number
  @Column({ name: 'published_at', type: 'timestamptz' }) publishedAt: Date
  @Column({ type: 'text' }) note: string
}
