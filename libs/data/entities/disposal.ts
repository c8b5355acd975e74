import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { RedoExit, TransferredTo } from '#domain/words'

/** 不满意处置: which of the four exits a person chose for a round, and what follows from it. */
@Entity('disposal')
export class Disposal {
  @PrimaryColumn({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @PrimaryColumn({ type: 'smallint' }) round: number
  @Column({ type: 'text' }) exit: RedoExit
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ name: 'person_id', type: 'int' }) personId: number
  @Column({ name: 'check_on', type: 'date', nullable: true }) checkOn: string | null
  @Column({ name: 'checked_at', type: 'timestamptz', nullable: true }) checkedAt: Date | null
  @Column({ name: 'checked_by', type: 'int', nullable: true }) checkedBy: number | null
  @Column({ name: 'transferred_to', type: 'text', nullable: true }) transferredTo: TransferredTo | null
  @Column({ name: 'words_sealed', type: 'bytea', nullable: true }) wordsSealed: Buffer | null
}
