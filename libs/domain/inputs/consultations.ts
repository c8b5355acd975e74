import { ArrayMinSize, Matches } from 'class-validator'
import { Day, Id, Nested, Text, Texts, UnitOf, Whole } from '../fields'
import { DispatchUnitInput } from './dispatch'

/** Meetings about tickets, and what comes of them. */

export class UnitChoice {
  @UnitOf('参会单位') unitId: number
}

export class TicketChoice {
  @Id('工单') ticketId: string
}

export class ConsultationInput {
  @Text('会议名称', 2, 100) title: string
  @Day('会议日期') day: string
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: '会议时间应为时和分，如 09:30' })
  @Text('会议时间', 5, 5)
  time: string
  @Text('会议地点', 2, 100) place: string
  @Whole('主持人', 1, 2_000_000_000) chairId: number
  @Nested('参会单位', () => UnitChoice, { most: 100 }) units: UnitChoice[]
  @Texts('参会人员', 100, 40, { optional: true }) attendees?: string[]
}

export class CancelConsultationInput {
  @Text('取消理由', 2, 500) reason: string
}

export class AgendaInput {
  @ArrayMinSize(1, { message: '请至少选择一件工单' })
  @Nested('工单', () => TicketChoice, { most: 50 })
  tickets: TicketChoice[]
}

/** Puts one ticket on the agenda of a meeting. */
export class TableInput {
  @Id('会商') consultationId: string
}

/** What a meeting concluded of one ticket: who does it, until when, and why. */
export class ConcludeInput {
  @ArrayMinSize(1, { message: '请至少选择一个承办单位' })
  @Nested('承办单位', () => DispatchUnitInput, { most: 60 })
  units: DispatchUnitInput[]
  @Text('会商结论', 2, 2000) basis: string
  @Whole('答复期限（工作日，自结论起）', 1, 60, { optional: true }) replyDays?: number
  @Text('讨论情况', 0, 5000, { optional: true }) discussion?: string
}
