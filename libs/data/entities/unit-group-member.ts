import { Entity, PrimaryColumn } from 'typeorm'

/** A unit of a group. */
@Entity('unit_group_member')
export class UnitGroupMember {
  @PrimaryColumn({ name: 'group_code', type: 'text' }) groupCode: string
  @PrimaryColumn({ name: 'unit_id', type: 'int' }) unitId: number
}
