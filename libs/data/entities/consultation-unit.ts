import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { ConsultationState } from '#domain/words'

/** Invited; with the meeting's state and time, which the unit's list is ordered by. */
@Entity('consultation_unit')
export class ConsultationUnit {
  @PrimaryColumn({ name: 'consultation_id', type: 'bigint' }) consultationId: string
  @PrimaryColumn({ name: 'unit_id', type: 'int' }) unitId: number
  @Column({ type: 'text' }) state: ConsultationState
  @Column({ type: 'timestamptz' }) at: Date
}
