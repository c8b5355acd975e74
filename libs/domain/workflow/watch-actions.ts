import {
  CheckPlanInput,
  CloseSupervisionInput,
  DifficultInput,
  HandInput,
  InstructInput,
  NoInput,
  ReasonInput,
  SuperviseInput,
} from '../inputs'
import { holds } from '../sight'
import { A_FACT, onTicket } from './action-row'
import { escalate, mayEscalate } from './escalate'
import { checkPlan, clearDifficult, handOver, markDifficult } from './marks'
import type { Snapshot } from './snapshot'
import { endSupervision, supervise } from './supervise'

/** What those do who keep an eye on a ticket: supervision, instructions, marks. */
export const WATCH_ACTIONS = {
  supervise: onTicket({
    label: '督办',
    by: 'ticket.supervise',
    from: ['handling', 'callback'],
    needs: SuperviseInput,
    when: mayBeSupervised,
    makes: ({ mode }) => ({ facts: 1, letters: mode === 'written' ? 1 : 0 }),
    do: (draft, input, _before, context) => supervise(draft, input.mode, input, context),
  }),
  instruct: onTicket({
    label: '批示',
    by: 'ticket.instruct',
    from: ['handling', 'callback'],
    needs: InstructInput,
    when: mayBeSupervised,
    makes: A_FACT,
    do: (draft, input, _before, context) => supervise(draft, 'instruction', input, context),
  }),
  closeSupervision: onTicket({
    label: '督办办结',
    by: 'ticket.supervise',
    from: ['handling', 'callback'],
    needs: CloseSupervisionInput,
    when: anySupervision,
    do: (draft, input) => endSupervision(draft, input),
  }),
  difficult: onTicket({
    label: '列为疑难',
    by: 'ticket.track',
    from: ['registered', 'handling', 'callback'],
    needs: DifficultInput,
    do: (draft, input) => markDifficult(draft, input),
  }),
  notDifficult: onTicket({
    label: '解除疑难',
    by: 'ticket.track',
    from: ['registered', 'handling', 'callback', 'closed'],
    needs: ReasonInput,
    still: ['merged', 'split'],
    when: ({ ticket }) => ticket.difficult,
    do: (draft, input) => clearDifficult(draft, input),
  }),
  checkPlan: onTicket({
    label: '核查计划',
    by: 'ticket.track',
    from: ['closed', 'archived'],
    needs: CheckPlanInput,
    still: ['merged', 'split'],
    when: ({ ticket }) => ticket.plannedOn !== null,
    do: (draft, input) => checkPlan(draft, input),
  }),
  escalate: onTicket({
    label: '逐级升级',
    by: 'system',
    from: ['handling'],
    needs: NoInput,
    when: mayEscalate,
    do: (draft, _input, _before, context) => escalate(draft, context),
  }),
  handOver: onTicket({
    label: '移送纪检或公安',
    by: 'ticket.instruct',
    from: ['registered', 'handling', 'callback'],
    needs: HandInput,
    when: ({ ticket }) => ticket.handedTo === null,
    do: (draft, input) => handOver(draft, input),
  }),
}

function mayBeSupervised({ assignments, ticket }: Snapshot): boolean {
  return assignments.some(holds) && ticket.closing === null
}

export function anySupervision({ supervisions }: Snapshot): boolean {
  return supervisions.some(({ closedAt }) => closedAt === null)
}
