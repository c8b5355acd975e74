import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { UploadState } from '#domain/words'

/** 答复上传: an answer on its way to the platform a demand came from. */
@Entity('reply_upload')
export class ReplyUpload {
  @PrimaryColumn({ name: 'ticket_id', type: 'bigint' }) ticketId: string
  /** The event that owes it. */
  @PrimaryColumn({ type: 'int' }) seq: number
  @Column({ type: 'text' }) platform: string
  @Column({ type: 'text' }) state: UploadState
  @Column({ type: 'text', nullable: true }) fault: string | null
  /** What is sent, and what the platform said to it. */
  @Column({ name: 'words_sealed', type: 'bytea', nullable: true }) wordsSealed: Buffer | null
  @Column({ type: 'smallint' }) attempts: number
  @Column({ type: 'text', nullable: true }) receipt: string | null
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date
  /** The platform has it; its verdict may come later. */
  @Column({ name: 'taken_at', type: 'timestamptz', nullable: true }) takenAt: Date | null
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) settledAt: Date | null
}
