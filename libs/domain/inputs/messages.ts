import { Choice, Text, Texts, YesNo } from '../fields'

/** What gateways tell us, and what is done about messages. */

const RECEIPT_STATES = {
  delivered: '已送达',
  failed: '未送达',
  optedOut: '退订',
  accepted: '已接收',
  refused: '退回',
} as const

export class ReceiptInput {
  @Text('消息编号', 1, 40) key: string
  @Choice('状态', RECEIPT_STATES) state: keyof typeof RECEIPT_STATES
  @Text('原因', 0, 500, { optional: true }) reason?: string
}

export class RetryInput {
  @Texts('消息', 200, 18) ids: string[]
}

export class OptOutInput {
  @YesNo('退订') out: boolean
}
