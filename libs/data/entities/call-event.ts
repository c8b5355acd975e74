import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { CallAct, ToldKind } from '#domain/calls/words'
import type { Desk } from '#domain/words'

/** Told by the telephone system, with its number; or done here, without. */
@Entity('call_event')
export class CallEvent {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'call_id', type: 'bigint' }) callId: string
  @Column({ type: 'int', nullable: true }) seq: number | null
  @Column({ type: 'text' }) kind: ToldKind | CallAct
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ type: 'text', nullable: true }) desk: Desk | null
  @Column({ name: 'person_id', type: 'int', nullable: true }) personId: number | null
  @Column({ type: 'text', nullable: true }) recording: string | null
  @Column({ type: 'text', array: true }) parties: string[]
  /** xid8, which TypeORM does not know; it travels as text like a bigint. */
  @Column({ type: 'bigint' }) xid: string
}
