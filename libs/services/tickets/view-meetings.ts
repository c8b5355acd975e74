import { can } from '#domain/access'
import type { MeetingView } from '#domain/views'
import type { Beside } from './view-beside'

/** 会商: where a ticket was talked about. What is only meant to be concluded is for those who prepare the meeting. */
export function meetingViews({ details, actor, unitName, wordOf }: Beside): MeetingView[] {
  const prepares = can(actor.roles, 'ticket.see-all')
  return (details.meetings ?? []).map(({ units, replyDays, words, at, endedAt, ...row }) => {
    const shown = units && (row.state === 'concluded' || prepares)
    return {
      ...row,
      at: new Date(at).toISOString(),
      endedAt: endedAt && new Date(endedAt).toISOString(),
      conclusion: shown
        ? {
            units: units.map((unit) => ({ ...unit, unitName: unitName(unit.unitId) })),
            replyDays,
            basis: wordOf(words, 'agendaStep.words', 'basis'),
            discussion: prepares ? wordOf(words, 'agendaStep.words', 'discussion') : null,
          }
        : null,
    }
  })
}
