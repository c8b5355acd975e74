import { Column, Entity, PrimaryColumn } from 'typeorm'

/** 知识: one question with its answer, in versions. */
@Entity('knowledge')
export class Knowledge {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date
  @Column({ name: 'created_by', type: 'int' }) createdBy: number
}
