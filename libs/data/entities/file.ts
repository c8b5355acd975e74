import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import type { FileKind, Scan } from '#domain/files'

/** One upload: its bytes lie outside, under their hash. Somebody's own until it is attached, then the ticket's. */
@Entity('file')
export class File {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string
  @Column({ type: 'bytea' }) sha256: Buffer
  @Column({ type: 'bigint' }) size: string
  @Column({ type: 'text' }) kind: FileKind
  @Column({ name: 'name_sealed', type: 'bytea', nullable: true }) nameSealed: Buffer | null
  /** May show whom a report comes from. */
  @Column({ type: 'boolean' }) identifying: boolean
  @Column({ type: 'text' }) scan: Scan
  @Column({ name: 'scanned_at', type: 'timestamptz', nullable: true }) scannedAt: Date | null
  @Column({ name: 'uploaded_at', type: 'timestamptz' }) uploadedAt: Date
  @Column({ name: 'uploaded_by', type: 'int' }) uploadedBy: number
  @Column({ name: 'upload_key', type: 'text' }) uploadKey: string
  @Column({ name: 'ticket_id', type: 'bigint', nullable: true }) ticketId: string | null
  @Column({ name: 'assignment_id', type: 'bigint', nullable: true }) assignmentId: string | null
  @Column({ name: 'event_seq', type: 'int', nullable: true }) eventSeq: number | null
  @Column({ name: 'attached_at', type: 'timestamptz', nullable: true }) attachedAt: Date | null
  @Column({ name: 'erased_at', type: 'timestamptz', nullable: true }) erasedAt: Date | null
}
