import { Column, Entity, PrimaryColumn } from 'typeorm'

/** 职责清单: a matter that may be put to villages and communities. */
@Entity('duty_item')
export class DutyItem {
  @PrimaryColumn({ type: 'text' }) code: string
  @Column({ name: 'category_code', type: 'text' }) categoryCode: string
  @Column({ type: 'text' }) duty: string
  @Column({ type: 'boolean' }) active: boolean
}
