import { Column, Entity, PrimaryColumn } from 'typeorm'

/** 诉求分类 in three levels. */
@Entity('category')
export class Category {
  @PrimaryColumn({ type: 'text' }) code: string
  @Column({ type: 'smallint' }) level: number
  @Column({ name: 'parent_code', type: 'text', nullable: true }) parentCode: string | null
  @Column({ type: 'text' }) name: string
  @Column({ name: 'unit_id', type: 'int', nullable: true }) unitId: number | null
  @Column({ type: 'text', array: true }) tags: string[]
  @Column({ name: 'life_line', type: 'boolean' }) lifeLine: boolean
  @Column({ type: 'boolean' }) enterprise: boolean
  @Column({ type: 'boolean' }) active: boolean
}
