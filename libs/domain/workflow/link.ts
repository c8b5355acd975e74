import { Refusal } from '../refusals'
import type { LinkInput, UnlinkInput } from '../inputs'
import type { Draft } from './change'
import type { Context } from './context'

/** 关联: said of two tickets at once, and true both ways. */

export function link(draft: Draft, { otherId, reason, note }: LinkInput, context: Context) {
  const other = found(draft, otherId, context)
  draft.write('link', { otherId, reason })
  const words = note ? { note } : null
  draft.say('link', { otherId, number: other.ticket.number, reason }, words)
  other.say('link', { otherId: draft.ticket.id, number: draft.ticket.number, reason }, words)
}

export function unlink(draft: Draft, { otherId, reason }: UnlinkInput, context: Context) {
  const other = found(draft, otherId, context)
  draft.write('unlink', { otherId })
  draft.say('unlink', { otherId, number: other.ticket.number }, { reason })
  other.say('unlink', { otherId: draft.ticket.id, number: draft.ticket.number }, { reason })
}

function found({ ticket }: Draft, otherId: string, { others = [] }: Context): Draft {
  const other = others.find((each) => each.ticket.id === otherId)
  if (otherId === ticket.id) throw new Refusal('linkSelf')
  if (!other) throw new Refusal('notFound')
  return other
}
