import { Column, Entity, PrimaryColumn } from 'typeorm'

/** How often an item was used, in sixteen parts. */
@Entity('knowledge_count')
export class KnowledgeCount {
  @PrimaryColumn({ name: 'item_id', type: 'bigint' }) itemId: string
  @PrimaryColumn({ type: 'smallint' }) slot: number
  @Column({ type: 'int' }) uses: number
}
