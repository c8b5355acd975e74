import { Matches } from 'class-validator'
import { ROLES, type Role } from '../access'
import { Choice, Choices, Text, Whole, YesNo } from '../fields'
import { DESKS, type Desk } from '../words'

/** What the system administrator sends in about people's accounts. */

export class NewPersonInput {
  @Matches(/^[a-z][a-z0-9._-]*$/, { message: '账号应以小写字母开头，只含小写字母、数字、点、横线和下划线' })
  @Text('账号', 2, 40)
  login: string
  @Text('姓名', 2, 40) name: string
  @Whole('所属单位', 1, 2_000_000_000) unitId: number
  @Choice('专席', DESKS, { optional: true }) desk?: Desk
  @Choices('角色', ROLES) roles: Role[]
}

/** Only what is given changes; `none` takes a desk away. */
export class PersonInput {
  @Text('姓名', 2, 40, { optional: true }) name?: string
  @Whole('所属单位', 1, 2_000_000_000, { optional: true }) unitId?: number
  @Choice('专席', { ...DESKS, none: '不设专席' }, { optional: true }) desk?: Desk | 'none'
  @YesNo('是否启用', { optional: true }) active?: boolean
}

export class RolesInput {
  @Choices('角色', ROLES) roles: Role[]
}
