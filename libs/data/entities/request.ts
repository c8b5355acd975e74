import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { RequestKind, RequestState } from '#domain/words'

/** 申请: a return, an extension or a shelving that a unit asked for, and what was decided. */
@Entity('request')
export class Request {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @Column({ name: 'assignment_id', type: 'bigint' }) assignmentId: string
  @Column({ name: 'unit_id', type: 'int' }) unitId: number
  @Column({ type: 'text' }) kind: RequestKind
  @Column({ type: 'text' }) state: RequestState
  @Column({ type: 'smallint' }) step: number
  @Column({ type: 'text' }) reason: string
  @Column({ name: 'suggested_unit_id', type: 'int', nullable: true }) suggestedUnitId: number | null
  @Column({ type: 'numeric', nullable: true }) amount: string | null
  @Column({ name: 'review_on', type: 'date', nullable: true }) reviewOn: string | null
  @Column({ name: 'told_way', type: 'text', nullable: true }) toldWay: string | null
  @Column({ name: 'told_on', type: 'date', nullable: true }) toldOn: string | null
  @Column({ name: 'asked_at', type: 'timestamptz' }) askedAt: Date
  @Column({ name: 'asked_by', type: 'int' }) askedBy: number
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true }) decidedAt: Date | null
  @Column({ name: 'decided_by', type: 'int', nullable: true }) decidedBy: number | null
  @Column({ name: 'words_sealed', type: 'bytea', nullable: true }) wordsSealed: Buffer | null
}
