import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { AreaKind } from '#domain/words'

/** 事发地, and the unit responsible for it. */
@Entity('place')
export class Place {
  @PrimaryColumn({ type: 'text' }) code: string
  @Column({ type: 'text' }) name: string
  @Column({ name: 'parent_code', type: 'text', nullable: true }) parentCode: string | null
  @Column({ name: 'unit_id', type: 'int' }) unitId: number
  @Column({ name: 'area_kind', type: 'text' }) areaKind: AreaKind
  @Column({ type: 'text', array: true }) aliases: string[]
  @Column({ type: 'text', nullable: true }) source: string | null
  @Column({ type: 'boolean' }) active: boolean
}
