import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Whether this unit had contacted the requester, as the requester says. */
@Entity('callback_contact')
export class CallbackContact {
  @PrimaryColumn({ name: 'callback_id', type: 'bigint' }) callbackId: string
  @PrimaryColumn({ name: 'assignment_id', type: 'bigint' }) assignmentId: string
  @Column({ type: 'boolean' }) contacted: boolean
}
