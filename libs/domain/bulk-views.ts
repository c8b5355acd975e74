import type { RefusalCode } from './refusals'
import type { Labels } from './words'

/** What became of each of many. */

export const BULK_OUTCOMES = {
  done: '已办理',
  refused: '未办理',
  changed: '期间有变化',
} as const satisfies Labels<string>
export type BulkOutcome = keyof typeof BULK_OUTCOMES

export interface BulkItemView {
  id: string
  outcome: BulkOutcome
  /** Why not, in words; empty when it is done. */
  message: string
  code: RefusalCode | null
  number: string | null
}
