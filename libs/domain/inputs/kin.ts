import { Choice, Id, Text } from '../fields'
import { LINK_REASONS, type LinkReason } from '../words'

/** Tickets that belong together. */

export class MergeInput {
  @Id('主单') intoId: string
  @Text('并单理由', 2, 1000) reason: string
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
