import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { SupervisionMode, SupervisionOutcome } from '#domain/words'

/** 督办 or 批示 of a unit, with a deadline, its answer and what came of it. */
@Entity('supervision')
export class Supervision {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @Column({ name: 'unit_id', type: 'int' }) unitId: number
  @Column({ type: 'text' }) mode: SupervisionMode
  /** The town that whistled. */
  @Column({ name: 'from_unit_id', type: 'int', nullable: true }) fromUnitId: number | null
  @Column({ name: 'letter_number', type: 'text', nullable: true }) letterNumber: string | null
  @Column({ name: 'issued_at', type: 'timestamptz' }) issuedAt: Date
  @Column({ name: 'issued_by', type: 'int' }) issuedBy: number
  @Column({ name: 'answer_by', type: 'timestamptz' }) answerBy: Date
  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true }) answeredAt: Date | null
  @Column({ name: 'answered_by', type: 'int', nullable: true }) answeredBy: number | null
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt: Date | null
  @Column({ name: 'closed_by', type: 'int', nullable: true }) closedBy: number | null
  @Column({ type: 'text', nullable: true }) outcome: SupervisionOutcome | null
  @Column({ name: 'words_sealed', type: 'bytea', nullable: true }) wordsSealed: Buffer | null
}
