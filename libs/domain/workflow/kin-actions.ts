import { LinkInput, MergeInput, ReasonInput, SplitInput, UnlinkInput } from '../inputs'
import type { TicketState } from '../words'
import { onTicket } from './action-row'
import { headOf } from './kin'
import { link, unlink } from './link'
import { split, splitObstacle, unsplit, unsplitObstacle } from './split'
import { intoWhich, isOpen, merge, mergeObstacle, unmerge, unmergeObstacle } from './merge'

const ANY: readonly TicketState[] = ['registered', 'handling', 'callback', 'closed', 'archived']

/** Actions by which tickets come to belong together, and part again. */
export const KIN_ACTIONS = {
  merge: onTicket({
    label: '并单',
    by: 'ticket.dispatch',
    from: ['registered', 'handling'],
    needs: MergeInput,
    when: mergeObstacle,
    others: intoWhich,
    do: (draft, input, _before, context) => merge(draft, input, context),
  }),
  unmerge: onTicket({
    label: '撤销并单',
    by: 'ticket.dispatch',
    from: ['handling'],
    needs: ReasonInput,
    still: ['merged'],
    when: unmergeObstacle,
    others: (_input, before) => headOf(before),
    do: (draft, input, _before, context) => unmerge(draft, input, context),
  }),
  split: onTicket({
    label: '拆分',
    by: 'ticket.dispatch',
    from: ['registered', 'handling'],
    needs: SplitInput,
    when: splitObstacle,
    makes: ({ parts }) => ({ tickets: parts.length }),
    do: (draft, input, _before, context) => split(draft, input, context),
  }),
  unsplit: onTicket({
    label: '撤销拆分',
    by: 'ticket.dispatch',
    from: ['handling'],
    needs: ReasonInput,
    still: ['split'],
    when: unsplitObstacle,
    others: (_input, { kin }) => kin.parts.filter(isOpen).map(({ id }) => id),
    do: (draft, input, _before, context) => unsplit(draft, input, context),
  }),
  link: onTicket({
    label: '关联工单',
    by: 'ticket.dispatch',
    from: ANY,
    needs: LinkInput,
    still: ['merged', 'split'],
    others: ({ otherId }) => [otherId],
    do: (draft, input, _before, context) => link(draft, input, context),
  }),
  unlink: onTicket({
    label: '取消关联',
    by: 'ticket.dispatch',
    from: ANY,
    needs: UnlinkInput,
    when: ({ kin }) => kin.linked.length > 0,
    still: ['merged', 'split'],
    others: ({ otherId }) => [otherId],
    do: (draft, input, _before, context) => unlink(draft, input, context),
  }),
}
