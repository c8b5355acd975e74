import { Column, Entity, PrimaryColumn } from 'typeorm'

/** 归口标签. */
@Entity('tag')
export class Tag {
  @PrimaryColumn({ type: 'text' }) code: string
  @Column({ type: 'text' }) name: string
}
