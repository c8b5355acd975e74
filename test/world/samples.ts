import type { AssignmentActionName, TicketActionName } from '#domain/workflow/actions'
import type { Snapshot } from '#domain/workflow/snapshot'
import { UNITS } from './city'

/** A valid input of every action, made for the ticket at hand. The compiler asks for one as soon as an action exists. */
type Sample = (before: Snapshot) => object

const contacted = ({ assignments }: Snapshot) =>
  assignments
    .filter(({ role, state }) => role !== 'copy' && state === 'accepted')
    .map(({ id }) => ({ assignmentId: id, contacted: true }))

export const TICKET_SAMPLES = {
  dispatch: () => ({
    units: [
      { unitId: UNITS.bureau.id, line: 'industry', role: 'lead' },
      { unitId: UNITS.town.id, line: 'territory', role: 'assist' },
      { unitId: UNITS.water.id, line: 'industry', role: 'copy' },
    ],
    advice: '请尽快修复。',
  }),
  consent: () => ({ unitId: UNITS.bureau.id, words: '可以让住建局联系我。' }),
  accept: () => ({}),
  sendBack: () => ({ reason: '未说明修复时间' }),
  callback: (before) => ({
    solved: 'yes',
    resultGrade: 5,
    mannerGrade: 5,
    contacted: contacted(before),
    words: '满意',
  }),
  unreached: () => ({ note: '无人接听' }),
  archive: () => ({}),
} satisfies Record<TicketActionName, Sample>

export const ASSIGNMENT_SAMPLES = {
  sign: () => ({}),
  autoSign: () => ({}),
  contact: () => ({ way: 'phone', note: '已电话联系诉求人。' }),
  relay: () => ({ note: '请中心转告进展。' }),
  reply: () => ({
    outcome: 'solved',
    findings: '线路老化，三盏灯不亮。',
    measures: '已更换线路和灯具。',
    basis: '《城市照明管理规定》',
    contactPerson: '养护班 0477-8500001',
    publicText: '您反映的路灯已修复。',
  }),
} satisfies Record<AssignmentActionName, Sample>

/** A requester who is not content, so that the ticket comes back. */
export const unhappy = (before: Snapshot) => ({
  solved: 'no',
  resultGrade: 1,
  mannerGrade: 3,
  contacted: contacted(before),
  exit: 'redo',
  exitReason: '仍未修复',
})
