import { ArrayMinSize } from 'class-validator'
import { Choice, Nested, Text, UnitOf } from '../fields'
import type { AssignmentRole, Line } from '../words'
import { ASSIGNMENT_ROLES, LINES } from '../words'

/** Giving a ticket to units. */

export class DispatchUnitInput {
  @UnitOf('承办单位') unitId: number
  @Choice('派单条线', LINES) line: Line
  @Choice('承办角色', ASSIGNMENT_ROLES) role: AssignmentRole
}

export class DispatchInput {
  @ArrayMinSize(1, { message: '请至少选择一个承办单位' })
  @Nested('承办单位', () => DispatchUnitInput, { most: 60 })
  units: DispatchUnitInput[]
  /** Dual is the rule; a single unit needs this. */
  @Text('单派理由', 2, 500, { optional: true }) singleReason?: string
  @Text('派单意见', 1, 1000, { optional: true }) advice?: string
  /** For a village or community, where the duty list does not have the matter. */
  @Text('清单外交办理由', 2, 500, { optional: true }) dutyReason?: string
}

export class AddUnitInput extends DispatchUnitInput {
  @Text('派单意见', 1, 1000, { optional: true }) advice?: string
  /** For a village or community, where the duty list does not have the matter. */
  @Text('清单外交办理由', 2, 500, { optional: true }) dutyReason?: string
}

export class RedispatchInput {
  @ArrayMinSize(1, { message: '请至少选择一个承办单位' })
  @Nested('承办单位', () => DispatchUnitInput, { most: 60 })
  units: DispatchUnitInput[]
  @Text('改派理由', 2, 1000) reason: string
  @Text('清单外交办理由', 2, 500, { optional: true }) dutyReason?: string
}

export class RuleInput {
  @ArrayMinSize(1, { message: '请至少选择一个承办单位' })
  @Nested('承办单位', () => DispatchUnitInput, { most: 60 })
  units: DispatchUnitInput[]
  @Text('裁定依据', 2, 1000) basis: string
}

export class DelegateInput {
  @UnitOf('下级单位') unitId: number
  @Text('转办意见', 2, 1000) advice: string
  @Text('清单外交办理由', 2, 500, { optional: true }) dutyReason?: string
}
