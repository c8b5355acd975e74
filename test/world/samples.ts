import type { AssignmentActionName, TicketActionName } from '#domain/workflow/actions'
import type { Snapshot } from '#domain/workflow/snapshot'
import { CITY, UNITS } from './city'

/** A valid input of every action, made for the ticket at hand. The compiler asks for one as soon as an action exists. */
type Sample = (before: Snapshot) => object

const contacted = ({ assignments }: Snapshot) =>
  assignments
    .filter(({ role, state, parentId }) => role !== 'copy' && !parentId && state === 'accepted')
    .map(({ id }) => ({ assignmentId: id, contacted: true }))

const OPEN = ['pending', 'signed', 'replied']
const held = ({ assignments }: Snapshot) =>
  assignments.filter(({ state, parentId }) => !parentId && OPEN.includes(state))
const freeUnit = (before: Snapshot) =>
  [UNITS.roads, UNITS.water, UNITS.bureau, UNITS.town].find(
    ({ id }) => !before.assignments.some(({ unitId, state }) => unitId === id && OPEN.includes(state)),
  )?.id ?? UNITS.roads.id
const leads = (before: Snapshot) =>
  before.assignments.some(({ role, state }) => role === 'lead' && !['returned', 'withdrawn'].includes(state))
const ruledUnits = (before: Snapshot) => {
  const lead = before.ticket.accusedUnitId === UNITS.water.id ? UNITS.bureau.id : UNITS.water.id
  const others = held(before).filter(({ unitId }) => unitId !== lead)
  return [
    { unitId: lead, line: 'industry', role: 'lead' },
    ...others.map(({ unitId, line }) => ({ unitId, line, role: 'assist' })),
  ]
}
const openRequest = ({ requests }: Snapshot) => requests.find(({ state }) => state === 'open')?.id ?? '1'
const openSupervision = ({ supervisions }: Snapshot) => supervisions.find(({ closedAt }) => !closedAt)?.id ?? '1'
const holder = ({ assignments }: Snapshot) =>
  assignments.find(({ state }) => !['returned', 'withdrawn'].includes(state))?.unitId ?? UNITS.bureau.id

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
  promiseCall: () => ({ at: '2026-07-24T15:00+08:00', note: '请下午三点再打' }),
  selfRate: (before) => ({ solved: 'yes', resultGrade: 4, mannerGrade: 5, contacted: contacted(before), words: '好' }),
  settleRating: () => ({ exit: 'judged', exitReason: '已解释政策' }),
  followUp: () => ({ outcome: 'done', note: '已电话核实' }),
  checkRectification: (before) => ({
    rectificationId: before.rectifications.find(({ state }) => state === 'submitted')?.id ?? '1',
    outcome: 'done',
    grade: 4,
    note: '二次回访满意',
  }),
  unreached: () => ({ note: '无人接听' }),
  archive: () => ({}),
  recompute: () => ({ changeId: 1, of: 'calendar', earlier: CITY, openToo: false }),
  undoDispatch: () => ({ reason: '选错了单位' }),
  addUnit: (before) => ({ unitId: freeUnit(before), line: 'industry', role: 'assist' }),
  redispatch: (before) => ({
    units: [{ unitId: freeUnit(before), line: 'industry', role: leads(before) ? 'assist' : 'lead' }],
    reason: '按建议改派',
  }),
  rule: (before) => ({ units: ruledUnits(before), basis: '专题会议纪要' }),
  askComplex: () => ({ explanation: '涉及多个产权单位，需要检测。' }),
  consult: () => ({ reason: '权属不清' }),
  table: () => ({ consultationId: '1' }),
  conclude: (before) => ({
    units: ruledUnits(before),
    basis: '会议纪要第三条',
    replyDays: 3,
    discussion: '各单位发言',
  }),
  postpone: () => ({ reason: '材料不足' }),
  approve: (before) => ({ requestId: openRequest(before), note: '同意' }),
  reject: (before) => ({ requestId: openRequest(before), reason: '理由不充分' }),
  unshelve: () => ({ reason: '条件已具备' }),
  urge: () => ({ by: 'requester', note: '请尽快' }),
  addInfo: () => ({ note: '北门的灯也不亮' }),
  retract: () => ({ reason: '已自行解决' }),
  reopen: () => ({ reason: '又坏了' }),
  supervise: (before) => ({ mode: 'written', unitId: holder(before), days: 3, words: '请三日内办结。' }),
  instruct: (before) => ({ unitId: holder(before), days: 3, words: '请抓紧落实。' }),
  closeSupervision: (before) => ({ supervisionId: openSupervision(before), outcome: 'satisfied', note: '已核实' }),
  difficult: () => ({ checkOn: '2026-08-01', reason: '产权不明' }),
  notDifficult: () => ({ reason: '已明确' }),
  escalate: () => ({}),
  checkPlan: () => ({ kept: true, note: '已完工' }),
  merge: () => ({ intoId: '128', reason: '同一路段同一问题' }),
  split: () => ({
    parts: ['甲段', '乙段'].map((title) => ({ title: `${title}路灯`, content: '路灯不亮。', categoryCode: '010101' })),
    reason: '两处分别管护',
  }),
  unsplit: () => ({ reason: '合并办理' }),
  unmerge: () => ({ reason: '不是同一盏灯' }),
  link: () => ({ otherId: '128', reason: 'sameMatter', note: '同一条线路' }),
  unlink: () => ({ otherId: '128', reason: '关联有误' }),
  turned: () => ({ state: 'refused', note: '不属于本单位受理范围' }),
  turnedByPartner: () => ({ state: 'accepted', note: '已受理' }),
  handOver: () => ({ to: 'police', reason: '涉嫌违法' }),
  correctUpload: () => ({ publicText: '路灯已修复，感谢监督。' }),
  resendUpload: () => ({}),
  uploaded: () => ({}),
  uploadRefused: () => ({ reason: '缺少办理依据' }),
  uploadFailed: () => ({}),
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
    withoutAssists: '协办单位随后补充。',
  }),
  approveReply: () => ({}),
  refuseReply: () => ({ reason: '请补充修复时间' }),
  stageReport: () => ({ publicText: '配件已在路上。' }),
  arrive: () => ({ note: '已到现场' }),
  delegate: () => ({ unitId: UNITS.village.id, advice: '请现场核实' }),
  return: () => ({ reason: 'competence', explanation: '该路段由他单位管护。', basis: '权责清单' }),
  extend: () => ({ amount: 1, explanation: '等待配件到货。', told: '已电话告知诉求人。' }),
  shelve: () => ({ reason: 'season', reviewOn: '2099-05-01', explanation: '冬季无法施工。', told: '已说明开春施工。' }),
  askComplex: () => ({ explanation: '涉及多个产权单位，需要检测。' }),
  whistle: () => ({ unitId: UNITS.water.id, hours: 2, words: '请到现场会办。' }),
  reportIn: () => ({ note: '已到现场' }),
  endWhistle: (before: Snapshot) => ({ supervisionId: openSupervision(before), outcome: 'satisfied', note: '已会办' }),
  withdraw: () => ({ reason: '重复派单' }),
  rectify: () => ({ measures: '已约谈责任人并上门致歉，重新修复。' }),
  answerSupervision: (before: Snapshot) => ({ supervisionId: openSupervision(before), note: '已按要求落实。' }),
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
