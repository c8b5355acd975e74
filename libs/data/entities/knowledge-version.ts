import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { Audience, KnowledgeState } from '#domain/words/desk'

/** One wording of a knowledge item; what was told a caller stays as it was told. */
@Entity('knowledge_version')
export class KnowledgeVersion {
  @PrimaryColumn({ name: 'item_id', type: 'bigint' }) itemId: string
  @PrimaryColumn({ type: 'int' }) version: number
  @Column({ type: 'text' }) state: KnowledgeState
  @Column({ type: 'text' }) title: string
  @Column({ type: 'text' }) question: string
  @Column({ type: 'text' }) answer: string
  @Column({ type: 'text' }) audience: Audience
  @Column({ name: 'category_code', type: 'text', nullable: true }) categoryCode: string | null
  @Column({ name: 'unit_id', type: 'int' }) unitId: number
  @Column({ name: 'valid_from', type: 'date' }) validFrom: string
  @Column({ name: 'valid_until', type: 'date', nullable: true }) validUntil: string | null
  @Column({ name: 'written_at', type: 'timestamptz' }) writtenAt: Date
  @Column({ name: 'written_by', type: 'int' }) writtenBy: number
  @Column({ name: 'approved_at', type: 'timestamptz', nullable: true }) approvedAt: Date | null
  @Column({ name: 'approved_by', type: 'int', nullable: true }) approvedBy: number | null
  @Column({ name: 'published_at', type: 'timestamptz', nullable: true }) publishedAt: Date | null
  @Column({ name: 'published_by', type: 'int', nullable: true }) publishedBy: number | null
  @Column({ name: 'expired_at', type: 'timestamptz', nullable: true }) expiredAt: Date | null
  @Column({ name: 'expired_by', type: 'int', nullable: true }) expiredBy: number | null
  @Column({ type: 'tsvector', select: false }) head: string
  @Column({ type: 'tsvector', select: false }) search: string
}
