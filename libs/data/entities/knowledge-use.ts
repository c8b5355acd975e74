import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A call answered from a knowledge item, in the version read out. */
@Entity('knowledge_use')
export class KnowledgeUse {
  @PrimaryColumn({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  @Column({ name: 'item_id', type: 'bigint' }) itemId: string
  @Column({ type: 'int' }) version: number
  @Column({ type: 'timestamptz' }) at: Date
  @Column({ name: 'person_id', type: 'int' }) personId: number
}
