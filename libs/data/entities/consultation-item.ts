import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { AgendaState } from '#domain/words'
import type { DutyGiven } from '#domain/workflow/facts'

/** A ticket on the agenda of a meeting, and what was concluded of it. */
@Entity('consultation_item')
export class ConsultationItem {
  @PrimaryColumn({ type: 'bigint' }) id: string
  /** Never empty: a check with a name of its own says so, for the meeting may be over by then. */
  @Column({ name: 'consultation_id', type: 'bigint', nullable: true }) consultationId: string | null
  @Column({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @Column({ type: 'text' }) state: AgendaState
  @Column({ type: 'int' }) version: number
  @Column({ name: 'tabled_at', type: 'timestamptz' }) tabledAt: Date
  @Column({ name: 'tabled_by', type: 'int' }) tabledBy: number
  @Column({ type: 'jsonb', nullable: true }) units: DutyGiven[] | null
  @Column({ name: 'reply_days', type: 'smallint', nullable: true }) replyDays: number | null
  /** Version of the ticket that the conclusion was written about. */
  @Column({ name: 'seen_version', type: 'int', nullable: true }) seenVersion: number | null
  @Column({ name: 'words_sealed', type: 'bytea', nullable: true }) wordsSealed: Buffer | null
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt: Date | null
  @Column({ name: 'ended_by', type: 'int', nullable: true }) endedBy: number | null
}
