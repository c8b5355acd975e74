import { ArrayMinSize } from 'class-validator'
import { Choice, Id, Nested, Text, Texts, Whole } from '../fields'
import { TICKET_STATES, type TicketState } from '../words'

export const BULK_ACTIONS = { dispatch: '按建议派单', sign: '签收', urge: '催办' } as const
export type BulkAction = keyof typeof BULK_ACTIONS

/** As many in one request; a longer list is sent in stretches under the same key. */
export const BULK_AT_ONCE = 20
/** As many in one list. */
export const BULK_MOST = 500

/** A ticket, or for signing an assignment, and the version of the ticket that was seen. */
export class BulkItemInput {
  @Id('工单或承办任务') id: string
  @Whole('工单版本', 1, 2_000_000_000) version: number
}

export class BulkInput {
  @Choice('批量操作', BULK_ACTIONS) action: BulkAction
  @ArrayMinSize(1, { message: '请至少选择一件工单' })
  @Nested('工单', () => BulkItemInput, { most: BULK_AT_ONCE })
  items: BulkItemInput[]
  @Text('催办内容', 2, 1000, { optional: true }) note?: string
}

export const EXPORT_FORMATS = { csv: 'CSV', xlsx: 'Excel' } as const
export type ExportFormat = keyof typeof EXPORT_FORMATS
export const EXPORT_QUEUES = {
  dispatch: '待派单',
  review: '待审核',
  callback: '待回访',
  open: '未办结',
} as const
export type ExportQueue = keyof typeof EXPORT_QUEUES

/** What to export: the chosen tickets, a queue, or what a search finds. */
export class ExportInput {
  @Choice('文件格式', EXPORT_FORMATS) format: ExportFormat
  @Text('导出用途', 2, 200) reason: string
  @Texts('工单', BULK_MOST, 18, { optional: true }) ids?: string[]
  @Choice('工作队列', EXPORT_QUEUES, { optional: true }) queue?: ExportQueue
  @Choice('工单状态', TICKET_STATES, { optional: true }) state?: TicketState
  @Text('查找的文字', 1, 100, { optional: true }) q?: string
}
