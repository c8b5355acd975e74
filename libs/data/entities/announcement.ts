import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { AnnouncementKind } from '#domain/words/desk'

/** 公告 or 热点口径, shown to operators while it stands. */
@Entity('announcement')
export class Announcement {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ type: 'text' }) kind: AnnouncementKind
  @Column({ type: 'text' }) title: string
  @Column({ type: 'text' }) body: string
  @Column({ name: 'category_code', type: 'text', nullable: true }) categoryCode: string | null
  @Column({ name: 'place_code', type: 'text', nullable: true }) placeCode: string | null
  @Column({ type: 'smallint' }) priority: number
  @Column({ name: 'from_at', type: 'timestamptz' }) fromAt: Date
  @Column({ name: 'until_at', type: 'timestamptz' }) untilAt: Date
  @Column({ name: 'published_at', type: 'timestamptz' }) publishedAt: Date
  @Column({ name: 'published_by', type: 'int' }) publishedBy: number
  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true }) withdrawnAt: Date | null
  @Column({ name: 'withdrawn_by', type: 'int', nullable: true }) withdrawnBy: number | null
}
