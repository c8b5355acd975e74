import { Column, Entity, PrimaryColumn } from 'typeorm'

/** How far the counting anew after a change has come. */
@Entity('recalculation')
export class Recalculation {
  @PrimaryColumn({ name: 'change_id', type: 'int' }) changeId: number
  @Column({ name: 'after_id', type: 'bigint' }) afterId: string
  @Column({ type: 'int' }) looked: number
  @Column({ name: 'started_at', type: 'timestamptz' }) startedAt: Date
  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true }) finishedAt: Date | null
}
