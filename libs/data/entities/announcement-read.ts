import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Who has read an announcement. */
@Entity('announcement_read')
export class AnnouncementRead {
  @PrimaryColumn({ name: 'announcement_id', type: 'bigint' }) announcementId: string
  @PrimaryColumn({ name: 'person_id', type: 'int' }) personId: number
  @Column({ type: 'timestamptz' }) at: Date
}
