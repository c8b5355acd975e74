import { localDayOf } from '../local-day'
import { Refusal } from '../refusals'
import type { AnswerSupervisionInput, CloseSupervisionInput, SuperviseInput } from '../inputs'
import type { SupervisionMode } from '../words'
import type { Draft } from './change'
import type { Context } from './context'
import { holds } from '../sight'
import type { AssignmentFacts, SupervisionFacts } from './snapshot'

const DAY_MS = 86_400_000

/** 督办 and 批示: to a unit that holds the ticket, with a day to answer by. A written one is a numbered letter. */
export function supervise(draft: Draft, mode: SupervisionMode, input: Omit<SuperviseInput, 'mode'>, context: Context) {
  if (!draft.assignments.some((each) => each.unitId === input.unitId && holds(each))) throw new Refusal('unitUnknown')
  const id = context.newFactId()
  const answerBy = new Date(context.now.getTime() + input.days * DAY_MS)
  const letterNumber = mode === 'written' ? letterNumberOf(context) : null
  draft.addSupervision(
    { id, unitId: input.unitId, mode, answerBy, answeredAt: null, closedAt: null, fromUnitId: null },
    letterNumber,
    {
      words: input.words,
    },
  )
  const data = { supervisionId: id, unitId: input.unitId, mode, answerBy: answerBy.toISOString(), letterNumber }
  draft.say(mode === 'instruction' ? 'instruct' : 'supervise', data, { words: input.words })
}

/** 〔year〕 number: one after the other, without gaps. */
const letterNumberOf = ({ region, now, letter = 1 }: Context) =>
  `${region.name}督字〔${localDayOf(now).slice(0, 4)}〕${letter}号`

/** The unit says what it did about it. */
export function answerSupervision(draft: Draft, assignment: AssignmentFacts, input: AnswerSupervisionInput) {
  const found = openSupervision(draft, input.supervisionId)
  if (found.unitId !== assignment.unitId) throw new Refusal('notFound')
  draft.stepSupervision(found, { answered: true, outcome: null })
  draft.say('answerSupervision', { supervisionId: found.id }, { note: input.note }, assignment.id)
}

export function endSupervision(draft: Draft, input: CloseSupervisionInput) {
  const found = openSupervision(draft, input.supervisionId)
  draft.stepSupervision(found, { answered: found.answeredAt !== null, outcome: input.outcome })
  if (input.outcome === 'reported') draft.setTicket({ escalated: true })
  draft.say('closeSupervision', { supervisionId: found.id, outcome: input.outcome }, { note: input.note })
}

export function openSupervision(draft: Draft, id: string): SupervisionFacts {
  const found = draft.supervisions.find((each) => each.id === id && !each.closedAt)
  if (!found) throw new Refusal('notFound')
  return found
}
