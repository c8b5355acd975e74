import { Column, Entity, PrimaryColumn } from 'typeorm'

/** The words of one kind of message; a change is a new version. */
@Entity('message_template')
export class MessageTemplateRow {
  @PrimaryColumn({ type: 'text' }) kind: string
  @PrimaryColumn({ type: 'int' }) version: number
  @Column({ type: 'text' }) text: string
  @Column({ type: 'text' }) neutral: string
}
