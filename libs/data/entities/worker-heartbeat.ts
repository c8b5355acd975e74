import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A worker that was alive then. */
@Entity('worker_heartbeat')
export class WorkerHeartbeat {
  @PrimaryColumn({ name: 'worker_id', type: 'text' }) workerId: string
  @Column({ name: 'started_at', type: 'timestamptz' }) startedAt: Date
  @Column({ type: 'timestamptz' }) at: Date
}
