import { Refusal } from '../refusals'
import type { CloseSupervisionInput, ReportInInput, WhistleInput } from '../inputs'
import { holds } from '../sight'
import type { Attempt } from './action-row'
import type { Draft } from './change'
import type { Context } from './context'
import { assign } from './dispatch'
import type { AssignmentFacts, Snapshot } from './snapshot'
import { endSupervision, openSupervision } from './supervise'

const HOUR_MS = 3_600_000

/** 吹哨报到: a town calls a department to the spot; both sides are on record, and whoever comes late is seen to. */
export const mayWhistle = (_before: Snapshot, { unitId, parentId }: AssignmentFacts, { region }: Attempt) =>
  region.units.get(unitId)?.kind === 'town' && parentId === null

export function whistle(draft: Draft, assignment: AssignmentFacts, input: WhistleInput, context: Context) {
  const unit = context.region.units.get(input.unitId)
  if (!unit?.active || unit.kind === 'town' || unit.id === assignment.unitId) throw new Refusal('unitUnknown')
  const called = { unitId: unit.id, line: 'industry', role: 'assist' } as const
  const units = draft.assignments.some((each) => each.unitId === unit.id && holds(each)) ? [] : [called]
  for (const each of units) assign(draft, each, context)
  const id = context.newFactId()
  const answerBy = new Date(context.now.getTime() + input.hours * HOUR_MS)
  const facts = { id, unitId: unit.id, mode: 'whistle', answerBy, answeredAt: null, closedAt: null } as const
  draft.addSupervision({ ...facts, fromUnitId: assignment.unitId }, null, { words: input.words })
  const data = { supervisionId: id, unitId: unit.id, units, answerBy: answerBy.toISOString() }
  draft.say('whistle', data, { words: input.words }, assignment.id)
}

const called = (unitId: number) => (each: Snapshot['supervisions'][number]) =>
  each.mode === 'whistle' && each.unitId === unitId && !each.closedAt && !each.answeredAt

export const isCalled = ({ supervisions }: Snapshot, { unitId }: AssignmentFacts) => supervisions.some(called(unitId))

/** The department is there. */
export function reportIn(draft: Draft, assignment: AssignmentFacts, input: ReportInInput) {
  const found = draft.supervisions.find(called(assignment.unitId))!
  draft.stepSupervision(found, { answered: true, outcome: null })
  const late = draft.at > found.answerBy
  draft.say('reportIn', { supervisionId: found.id, late }, { note: input.note }, assignment.id)
}

export const hasWhistled = ({ supervisions }: Snapshot, { unitId }: AssignmentFacts) =>
  supervisions.some(({ fromUnitId, closedAt }) => fromUnitId === unitId && !closedAt)

/** Who whistled says what came of it. */
export function endWhistle(draft: Draft, assignment: AssignmentFacts, input: CloseSupervisionInput) {
  if (openSupervision(draft, input.supervisionId).fromUnitId !== assignment.unitId) throw new Refusal('notFound')
  endSupervision(draft, input)
}
