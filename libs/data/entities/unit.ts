import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { OfficeHours } from '#domain/clock/calendar'
import type { AreaKind, UnitKind } from '#domain/words'

/** 承办单位, a tree by path. */
@Entity('unit')
export class Unit {
  @PrimaryColumn({ type: 'int' }) id: number
  @Column({ type: 'text' }) code: string
  @Column({ type: 'text' }) name: string
  @Column({ type: 'text', array: true }) aliases: string[]
  @Column({ type: 'text' }) kind: UnitKind
  @Column({ name: 'parent_id', type: 'int', nullable: true }) parentId: number | null
  @Column({ type: 'text' }) path: string
  @Column({ name: 'responsible_person', type: 'text', nullable: true }) responsiblePerson: string | null
  @Column({ name: 'area_kind', type: 'text', nullable: true }) areaKind: AreaKind | null
  @Column({ type: 'int', nullable: true }) population: number | null
  @Column({ name: 'around_the_clock', type: 'boolean' }) aroundTheClock: boolean
  /** Its own hours; null: those of the policy. */
  @Column({ name: 'office_hours', type: 'jsonb', nullable: true }) officeHours: OfficeHours | null
  @Column({ type: 'text', nullable: true }) source: string | null
  @Column({ type: 'boolean' }) active: boolean
}
