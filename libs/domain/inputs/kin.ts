import { ArrayMinSize } from 'class-validator'
import { Choice, Id, Nested, Text } from '../fields'
import { LINK_REASONS, type LinkReason } from '../words'

/** Tickets that belong together. */

export class MergeInput {
  @Id('主单') intoId: string
  @Text('并单理由', 2, 1000) reason: string
}

/** One of several matters. */
export class PartInput {
  @Text('标题', 2, 100) title: string
  @Text('诉求内容', 2, 5000) content: string
  @Text('诉求分类', 1, 20) categoryCode: string
  @Text('事发地', 1, 40, { optional: true }) placeCode?: string
}

export class SplitInput {
  @ArrayMinSize(2, { message: '请至少拆分为两张子单' })
  @Nested('子单', () => PartInput, { most: 10 })
  parts: PartInput[]
  @Text('拆分理由', 2, 1000) reason: string
}

export class LinkInput {
  @Id('关联工单') otherId: string
  @Choice('关联原因', LINK_REASONS) reason: LinkReason
  @Text('说明', 1, 500, { optional: true }) note?: string
}

export class UnlinkInput {
  @Id('关联工单') otherId: string
  @Text('理由', 2, 1000) reason: string
}
