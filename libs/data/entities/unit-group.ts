import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A named group of units, such as 各镇. */
@Entity('unit_group')
export class UnitGroup {
  @PrimaryColumn({ type: 'text' }) code: string
  @Column({ type: 'text' }) name: string
}
