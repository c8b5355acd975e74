import type { Role } from '../access'
import { holds } from '../sight'
import type { Change, EventDraft } from '../workflow/change'

/** Who inside is told of what. One row per event; what is not here nobody is told, because their list says it. */

/** The units of what was just given out; those that hold it; the one it is about; or a desk. */
type To = 'new' | 'held' | 'own' | 'named' | Role

interface Rule {
  to: readonly To[]
  /** 1 for knowledge, 2 to act on, 3 at once. */
  level: 1 | 2 | 3
  text: string
  /** Not of every such event. */
  when?: (change: Change, event: EventDraft) => boolean
}

export const INSIDE: Record<string, Rule> = {
  dispatch: { to: ['new'], level: 2, text: '新派工单，请签收' },
  addUnit: { to: ['new'], level: 2, text: '加派工单，请签收' },
  redispatch: { to: ['new'], level: 2, text: '改派工单，请签收' },
  rule: { to: ['new', 'held'], level: 2, text: '已裁定承办单位，请按裁定办理' },
  delegate: { to: ['new'], level: 2, text: '上级单位转办，请签收' },
  urge: { to: ['held'], level: 2, text: '被催办' },
  addInfo: { to: ['held'], level: 1, text: '诉求人补充了情况' },
  supervise: { to: ['named'], level: 3, text: '被督办，请按期答复' },
  instruct: { to: ['named'], level: 3, text: '有领导批示，请抓紧落实' },
  answerSupervision: { to: ['supervisor'], level: 1, text: '承办单位已答复督办' },
  return: { to: ['dispatcher'], level: 2, text: '承办单位申请退单' },
  extend: { to: ['dispatcher'], level: 1, text: '承办单位申请延期' },
  approve: { to: ['own'], level: 1, text: '申请已同意' },
  reject: { to: ['own'], level: 2, text: '申请被驳回' },
  sendBack: { to: ['held'], level: 2, text: '答复被退回补充' },
  refuseReply: { to: ['own'], level: 2, text: '答复被单位负责人退回修改' },
  unshelve: { to: ['held'], level: 2, text: '已销账，恢复办理' },
  redo: { to: ['held'], level: 3, text: '回访未通过，退回重办' },
  reopen: { to: ['held'], level: 2, text: '诉求人要求重开' },
  consult: { to: ['dispatcher'], level: 2, text: '两次退单，须会商' },
  problem: { to: ['dispatcher', 'supervisor'], level: 3, text: '三个单位退单，列为问题工单' },
  difficult: { to: ['supervisor'], level: 1, text: '列为疑难' },
  handOver: { to: ['oversight'], level: 3, text: '移送纪检或公安' },
  retract: { to: ['held'], level: 1, text: '诉求人撤诉' },
  uploadRefused: { to: ['dispatcher'], level: 2, text: '上级平台退回答复，请修改后重新上传' },
  uploadFailed: { to: ['dispatcher'], level: 2, text: '答复上传失败，请重试' },
}

export interface NoticeDraft {
  event: string
  level: number
  unitId: number | null
  role: Role | null
}

export function noticesOf(change: Change): NoticeDraft[] {
  return change.events.flatMap((event) => {
    const rule = INSIDE[event.kind]
    if (!rule || (rule.when && !rule.when(change, event))) return []
    const { units, roles } = addressed(rule.to, change, event)
    const of = { event: event.kind, level: rule.level }
    return [
      ...[...units].map((unitId) => ({ ...of, unitId, role: null })),
      ...roles.map((role) => ({ ...of, unitId: null, role })),
    ]
  })
}

function addressed(to: readonly To[], { before, after }: Change, { assignmentId, data }: EventDraft) {
  const units = new Set<number>()
  const roles: Role[] = []
  const known = new Set(before?.assignments.map(({ id }) => id))
  for (const each of to) {
    if (each === 'new') for (const { id, unitId } of after.assignments) if (!known.has(id)) units.add(unitId)
    if (each === 'held') for (const assignment of after.assignments) if (holds(assignment)) units.add(assignment.unitId)
    if (each === 'own') for (const { id, unitId } of after.assignments) if (id === assignmentId) units.add(unitId)
    if (each === 'named' && typeof data['unitId'] === 'number') units.add(data['unitId'])
    if (!OF_UNITS.includes(each)) roles.push(each as Role)
  }
  return { units, roles }
}
const OF_UNITS: readonly To[] = ['new', 'held', 'own', 'named']
