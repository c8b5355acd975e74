import { Entity, PrimaryColumn } from 'typeorm'
import type { Desk } from '#domain/words'

@Entity('desk_member')
export class DeskMember {
  @PrimaryColumn({ name: 'desk_code', type: 'text' }) deskCode: Desk
  @PrimaryColumn({ name: 'person_id', type: 'int' }) personId: number
}
