import { Column, Entity, PrimaryColumn } from 'typeorm'

/** 抄送: which unit is to know of which matters. */
@Entity('copy_rule')
export class CopyRule {
  @PrimaryColumn({ type: 'text' }) code: string
  @Column({ name: 'category_code', type: 'text' }) categoryCode: string
  @Column({ name: 'place_code', type: 'text', nullable: true }) placeCode: string | null
  @Column({ name: 'unit_id', type: 'int' }) unitId: number
  @Column({ type: 'text' }) basis: string
  @Column({ type: 'boolean' }) active: boolean
}
