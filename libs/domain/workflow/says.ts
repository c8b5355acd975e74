import { RULE_CHANGE_KINDS } from '../rules/words'
import {
  ASSIGNMENT_ROLES,
  CHANNELS,
  CLOCK_KINDS,
  CONTACT_WAYS,
  DECLINE_REASONS,
  FOLLOW_UPS,
  GRADES,
  HANDED_OVER_TO,
  HANDED_TO,
  LINK_REASONS,
  RECTIFICATION_CHECKS,
  REDO_EXITS,
  REPLY_OUTCOMES,
  REQUEST_KINDS,
  RETURN_REASONS,
  SHELVE_REASONS,
  SOLVED,
  SUPERVISION_MODES,
  SUPERVISION_OUTCOMES,
  TICKET_TYPES,
  TRANSFERRED_TO,
  URGED_BY,
} from '../words'
import { TURN_STATES } from '../words/desk'
import { ASSIGNMENT_ACTIONS, TICKET_ACTIONS } from './actions'
import { RUNGS } from './escalate'
import type { CloseHow } from './redo'
import type { RegionRules } from './region'

/** How an event reads in the timeline. A kind without a sentence of its own reads as the label of its action. */

type Data = Record<string, unknown>
type Sentence = (data: Data, region: Pick<RegionRules, 'units'>) => string

const OTHER_LABELS: Record<string, string> = {
  register: '登记',
  answer: '直接答复',
  threeWay: '三方通话',
  turnOver: '交转',
  decline: '不予受理',
  redo: '退回重办',
  close: '办结',
  upload: '答复上传',
  draftReply: '拟答复',
  shelved: '挂账',
  consult: '提请会商',
  offerRating: '发出自助评价链接',
  promiseMissed: '约定回访未接通',
  dispose: '不满意处置',
  rectification: '要求整改',
  callbackOnly: '交来回访',
  problem: '问题工单',
  absorb: '并入工单',
  splitOff: '拆分登记',
  letGo: '撤销并入',
  joinCallback: '进入回访',
  leaveCallback: '回访顺延',
  awaitMerged: '等待并单回访',
  partReopened: '子单重开',
  complex: '认定疑难复杂',
}

const HOW: Record<CloseHow, string> = {
  answered: '直接答复后办结',
  handedOver: '交转后办结',
  declined: '不予受理，办结',
  calledBack: '回访后办结',
  selfRated: '自助评价后办结',
  unreachable: '三次回访未接通，办结',
  judged: '研判销号',
  extended: '延期销号',
  transferred: '移交销号',
  retracted: '诉求人撤诉，办结',
  split: '子单全部办结，办结',
  unsplit: '撤销拆分，子单办结',
}

const SENTENCES: Record<string, Sentence> = {
  register: ({ type, channel }) => `${word(CHANNELS, channel)}登记${word(TICKET_TYPES, type)}`,
  threeWay: ({ units }, region) =>
    `与${(units as number[]).map((unitId) => unitName(region, unitId)).join('、')}三方通话`,
  turnOver: ({ to }) => `交转${word(HANDED_OVER_TO, to)}`,
  turned: ({ to, state }) =>
    `${word(HANDED_OVER_TO, to)}：${word(TURN_STATES, state)}${state === 'refused' ? '，退回热线办理' : ''}`,
  decline: ({ reason }) => `不予受理：${word(DECLINE_REASONS, reason)}`,
  dispatch: unitsText('派单至'),
  sign: ({ onTime }) => (onTime ? '按时签收' : '超时签收'),
  autoSign: () => '到时未签收，系统自动签收',
  contact: ({ way }) => `${word(CONTACT_WAYS, way)}联系诉求人`,
  relay: () => '经热线中心转达',
  reply: ({ outcome }) => `答复：${word(REPLY_OUTCOMES, outcome)}`,
  callback: ({ solved, resultGrade, mannerGrade }) =>
    `回访：${word(SOLVED, solved)}，结果${word(GRADES, resultGrade)}，态度${word(GRADES, mannerGrade)}`,
  selfRate: ({ solved, resultGrade, mannerGrade }) =>
    `自助评价：${word(SOLVED, solved)}，结果${word(GRADES, resultGrade)}，态度${word(GRADES, mannerGrade)}`,
  offerRating: () => '发出自助评价链接',
  promiseCall: ({ at }) => `约定 ${localTime(String(at))} 回访`,
  promiseMissed: () => '约定时间回访未接通',
  dispose: ({ exit, ...more }) => `${word(REDO_EXITS, exit)}${moreOf(more)}`,
  followUp: ({ outcome }) => `延期复核：${word(FOLLOW_UPS, outcome)}`,
  rectification: ({ grade, unitId }, region) => `${word(GRADES, grade)}的实名评价，要求${unitName(region, unitId)}整改`,
  rectify: ({ tries }) => `第 ${String(tries)} 次提交整改`,
  checkRectification: ({ outcome }) => `整改核查：${word(RECTIFICATION_CHECKS, outcome)}`,
  unreached: ({ attempt }) => `第 ${String(attempt)} 次回访未接通`,
  redo: ({ redoCount, escalated }) => `第 ${String(redoCount)} 次退回重办${escalated ? '，已升级' : ''}`,
  close: ({ how, ...more }) => (word(HOW, how) || '办结') + moreOf(more),
  draftReply: ({ outcome }) => `拟答复：${word(REPLY_OUTCOMES, outcome)}，待单位负责人审批`,
  return: ({ reason }) => `申请退单：${word(RETURN_REASONS, reason)}`,
  extend: ({ amount }) => `申请延期 ${String(amount)}`,
  shelve: ({ reason, reviewOn }) => `申请挂账：${word(SHELVE_REASONS, reason)}，${String(reviewOn)} 复核`,
  approve: ({ of, step }) => `同意${word(REQUEST_KINDS, of)}申请${of === 'shelve' ? `（第 ${String(step)} 级）` : ''}`,
  reject: ({ of }) => `驳回${word(REQUEST_KINDS, of)}申请`,
  shelved: ({ reviewOn }) => `挂账，时限停止计算，${String(reviewOn)} 复核`,
  unshelve: () => '销账，恢复办理',
  consult: ({ acceptedReturns, asked }) => (asked ? '提请会商' : `第 ${String(acceptedReturns)} 次退单，提请会商`),
  table: () => '列入会商议程',
  conclude: (data, region) => unitsText('会商确定由')(data, region) + dueText(data),
  postpone: () => '会商延后，待下次会商',
  problem: ({ units }) => `${String(units)} 个单位退单，列为问题工单并升级`,
  askComplex: () => '申请认定疑难复杂',
  complex: () => '认定疑难复杂，按更长的答复时限办理',
  addUnit: unitsText('加派'),
  redispatch: unitsText('改派至'),
  rule: unitsText('裁定由'),
  withdraw: ({ unitId }, region) => `撤回${unitName(region, unitId)}的承办任务`,
  delegate: ({ unitId }, region) => `转办至${unitName(region, unitId)}`,
  whistle: ({ unitId }, region) => `吹哨：请${unitName(region, unitId)}报到`,
  reportIn: ({ late }) => (late ? '逾期报到' : '按时报到'),
  merge: () => '并入主单，本单停止流转',
  split: ({ parts }) => `拆分为 ${String((parts as unknown[]).length)} 张子单，分别派单办理`,
  unsplit: () => '撤销拆分，恢复办理',
  splitOff: () => '由原单拆分登记',
  partReopened: () => '子单重开，本单恢复办理',
  unmerge: () => '撤销并单，恢复办理',
  absorb: () => '并入一张同一事项的工单',
  letGo: () => '一张并入的工单恢复单独办理',
  joinCallback: () => '主单已审核通过，进入回访',
  leaveCallback: () => '主单退回重办，回访顺延',
  awaitMerged: ({ waiting }) => `本单已回访，等待 ${String(waiting)} 张并入工单回访后办结`,
  link: ({ reason }) => `关联工单：${word(LINK_REASONS, reason)}`,
  escalate: ({ level }) => `超时未答复，升级至${RUNGS[Number(level) - 1] ?? ''}`,
  checkPlan: ({ kept, plannedOn }) => (kept ? '核查计划：已兑现' : `核查计划：未兑现，改为 ${String(plannedOn)}`),
  urge: ({ by, urgeCount }) => `第 ${String(urgeCount)} 次催办（${word(URGED_BY, by)}）`,
  supervise: ({ mode, unitId, letterNumber }, region) =>
    `${word(SUPERVISION_MODES, mode)}：${unitName(region, unitId)}${letterNumber ? `，${String(letterNumber)}` : ''}`,
  instruct: ({ unitId }, region) => `领导批示：${unitName(region, unitId)}`,
  closeSupervision: ({ outcome }) => `督办办结：${word(SUPERVISION_OUTCOMES, outcome)}`,
  difficult: ({ checkOn }) => `列为疑难，${String(checkOn)} 检查`,
  handOver: ({ to }) => `移送${word(HANDED_TO, to)}`,
  reopen: ({ round }) => `重开，进入第 ${String(round)} 轮`,
  recompute: ({ of, clocks }) =>
    `${word(RULE_CHANGE_KINDS, of)}变更，${
      (clocks as { kind: string; to: string }[])
        .map(({ kind, to }) => `${word(CLOCK_KINDS, kind)}时限改为 ${localTime(to)}`)
        .join('，') || '时限重新计算，截止时间不变'
    }`,
  upload: ({ platform }) => `答复待上传至${String(platform)}`,
  consent: ({ unitId }, region) => `诉求人同意由${unitName(region, unitId)}联系`,
}

/** What follows from an exit. */
const moreOf = ({ checkOn, transferredTo }: Data) =>
  (checkOn ? `，${String(checkOn)} 复核` : '') + (transferredTo ? `，移交${word(TRANSFERRED_TO, transferredTo)}` : '')

function unitsText(verb: string): Sentence {
  return ({ units }, region) =>
    verb +
    (units as { unitId: number; role: string }[])
      .map(({ unitId, role }) => `${unitName(region, unitId)}（${word(ASSIGNMENT_ROLES, role)}）`)
      .join('、')
}

const dueText = ({ replyDays }: Data) => (replyDays ? `，${String(replyDays)} 个工作日内答复` : '')
/** As the region's clocks show it. */
const localTime = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

const word = (words: object, key: unknown) => (words as Record<string, string>)[String(key)] ?? ''
const unitName = (region: Pick<RegionRules, 'units'>, id: unknown) => region.units.get(Number(id))?.name ?? ''

export function eventLabel(kind: string): string {
  const row = { ...TICKET_ACTIONS, ...ASSIGNMENT_ACTIONS }[kind as 'sign']
  return row?.label ?? OTHER_LABELS[kind] ?? kind
}

export function eventText(kind: string, data: Record<string, unknown>, region: Pick<RegionRules, 'units'>): string {
  return SENTENCES[kind]?.(data, region) ?? eventLabel(kind)
}

/** The words of an event in the order people said them, each with what it is. */
export function wordsText(words: Record<string, string>): string {
  const parts = Object.entries(words).filter(([, text]) => text)
  return parts.map(([key, text]) => (WORD_LABELS[key] ? `${WORD_LABELS[key]}：${text}` : text)).join('\n')
}
const WORD_LABELS: Record<string, string> = {
  advice: '派单意见',
  singleReason: '单派理由',
  dutyReason: '清单外交办理由',
  reason: '理由',
  publicText: '公开答复',
  answer: '答复内容',
  explanation: '情况说明',
  basis: '依据',
  told: '告知诉求人',
  withoutAssists: '未等协办答复的原因',
  measures: '整改措施',
}
