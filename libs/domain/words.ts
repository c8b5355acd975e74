/** The vocabulary: one code word per idea, with the Chinese word people see. Everything that lists kinds reads it from here. */

export const TICKET_TYPES = {
  inquiry: '咨询',
  help: '求助',
  complaint: '投诉',
  report: '举报',
  suggestion: '建议',
  praise: '表扬',
} as const
export type TicketType = keyof typeof TICKET_TYPES

export const CHANNELS = {
  phone: '12345热线',
  web: '门户网站',
  wechat: '微信公众号',
  app: '蒙速办',
  hotline96888: '96888民营企业服务热线',
  mengqitong: '蒙企通',
  arrears: '违约拖欠平台',
  hotline12315: '12315',
  police110: '110',
  superior: '上级平台',
  walkIn: '来访',
  letter: '来信',
  experienceOfficer: '体验官',
  other: '其他',
} as const
export type Channel = keyof typeof CHANNELS

export const DESKS = {
  general: '综合坐席',
  enterprise: '企业专席',
  businessEnvironment: '营商环境专席',
  elderly: '长者专席',
  night: '夜间坐席',
} as const
export type Desk = keyof typeof DESKS

export const REQUESTER_KINDS = { citizen: '群众', enterprise: '企业', organization: '其他组织' } as const
export type RequesterKind = keyof typeof REQUESTER_KINDS

export const UNIT_KINDS = {
  town: '镇街',
  department: '部门',
  utility: '公用企业',
  park: '园区',
  center: '热线中心',
  oversight: '督查纪检',
  village: '嘎查村（社区）',
} as const
export type UnitKind = keyof typeof UNIT_KINDS

export const URGENCIES = { normal: '一般', urgent: '紧急' } as const
export type Urgency = keyof typeof URGENCIES

export const AREA_KINDS = { urban: '城区', rural: '农村', remote: '边远' } as const
export type AreaKind = keyof typeof AREA_KINDS

/** Who holds the ball. Everything that can be true at the same time is a row beside it. */
export const TICKET_STATES = {
  registered: '待派单',
  handling: '办理中',
  callback: '待回访',
  closed: '已办结',
  archived: '已归档',
} as const
export type TicketState = keyof typeof TICKET_STATES

export const ASSIGNMENT_STATES = {
  pending: '待签收',
  signed: '办理中',
  replied: '已答复',
  accepted: '已通过',
  returned: '已退单',
  withdrawn: '已撤回',
} as const
export type AssignmentState = keyof typeof ASSIGNMENT_STATES

/** While in one of these the unit still has something to do or to answer for on the current round. */
export const OPEN_ASSIGNMENT: readonly AssignmentState[] = ['pending', 'signed', 'replied']

export const LINES = { territory: '属地', industry: '行业主管' } as const
export type Line = keyof typeof LINES

export const ASSIGNMENT_ROLES = { lead: '主办', assist: '协办', copy: '抄送' } as const
export type AssignmentRole = keyof typeof ASSIGNMENT_ROLES

export const INTAKE_OUTCOMES = {
  register: '登记转办',
  answer: '直接答复',
  threeWay: '三方通话',
  handOver: '交转',
  decline: '不予受理',
  callbackOnly: '仅回访',
} as const
export type IntakeOutcome = keyof typeof INTAKE_OUTCOMES

export const DECLINE_REASONS = {
  legalChannel: '应通过诉讼、仲裁、复议等法定途径解决',
  repeatWithoutNewFact: '重复反映且没有新的事实',
  secretOrPrivacy: '涉及国家秘密、商业秘密或个人隐私',
  beyondDuty: '不属于政府职责范围',
  againstLawOrOrder: '违反法律法规或公序良俗',
} as const
export type DeclineReason = keyof typeof DECLINE_REASONS

/** Who takes the call over, at intake. */
export const HANDED_OVER_TO = {
  police110: '110 报警服务',
  fire119: '119 消防救援',
  medical120: '120 医疗急救',
  traffic122: '122 交通事故报警',
  helpWindow: '“帮您办”窗口',
  otherHotline: '其他热线',
} as const
export type HandedOverTo = keyof typeof HANDED_OVER_TO

export const REPLY_OUTCOMES = {
  solved: '已解决',
  explained: '已解释说明',
  notFeasible: '依据不足暂不可行',
  inPlan: '已列入计划',
} as const
export type ReplyOutcome = keyof typeof REPLY_OUTCOMES

export const CONTACT_WAYS = { phone: '电话', visit: '上门', message: '短信', online: '线上', other: '其他' } as const
export type ContactWay = keyof typeof CONTACT_WAYS

export const SOLVED = { yes: '已解决', partly: '部分解决', no: '未解决' } as const
export type Solved = keyof typeof SOLVED

/** Five grades, of the result and of the manner. */
export const GRADES = { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' } as const
export type Grade = 1 | 2 | 3 | 4 | 5

export const REDO_EXITS = {
  redo: '退回重办',
  judged: '研判销号',
  extended: '延期销号',
  transferred: '移交销号',
} as const
export type RedoExit = keyof typeof REDO_EXITS

export * from './words-heard'

/** 申请: what a unit may ask for, and who decides, step by step. */
export const REQUEST_KINDS = { return: '退单', extend: '延期', shelve: '挂账', complex: '认定疑难复杂' } as const
export type RequestKind = keyof typeof REQUEST_KINDS

export const CONSULTATION_STATES = { planned: '待召开', held: '已结束', cancelled: '已取消' } as const
export type ConsultationState = keyof typeof CONSULTATION_STATES

/** A ticket on the agenda of a meeting. */
export const AGENDA_STATES = {
  listed: '待议',
  concluded: '已有结论',
  postponed: '延后再议',
  dropped: '已撤下',
} as const
export type AgendaState = keyof typeof AGENDA_STATES

export const REQUEST_STATES = { open: '待审批', approved: '已同意', rejected: '已驳回' } as const
export type RequestState = keyof typeof REQUEST_STATES

export const RETURN_REASONS = {
  place: '属地不符',
  competence: '权属不清',
  function: '职能不符',
  information: '信息不全',
  duplicate: '重复派单',
  outOfScope: '非受理范围',
  law: '法律另有规定',
} as const
export type ReturnReason = keyof typeof RETURN_REASONS

export const SHELVE_REASONS = {
  legacy: '历史遗留问题',
  plan: '规划或工期未到',
  noPolicy: '暂无政策依据',
  funds: '资金条件未具备',
  season: '受季节施工限制',
} as const
export type ShelveReason = keyof typeof SHELVE_REASONS

export const SUPERVISION_MODES = {
  phone: '电话督办',
  written: '书面督办',
  onSite: '现场督办',
  instruction: '领导批示',
  whistle: '吹哨报到',
} as const
export type SupervisionMode = keyof typeof SUPERVISION_MODES

export const SUPERVISION_OUTCOMES = { satisfied: '已落实', again: '未落实，继续督办', reported: '提级报告' } as const
export type SupervisionOutcome = keyof typeof SUPERVISION_OUTCOMES

export const HANDED_TO = { discipline: '纪检监察机关', police: '公安机关' } as const
export type HandedTo = keyof typeof HANDED_TO

/** Beside the state: a ticket that rests, because another one, or its parts, go on in its place. */
export const STILL = { merged: '已并单', split: '已拆分' } as const
export type Still = keyof typeof STILL

export const LINK_REASONS = {
  sameMatter: '同一事项',
  sameRequester: '同一诉求人',
  samePlace: '同一地点',
  consequence: '前后相承',
  falseClosure: '办结后再次反映',
} as const
export type LinkReason = keyof typeof LINK_REASONS

export const URGED_BY = { requester: '诉求人', operator: '话务员' } as const
export type UrgedBy = keyof typeof URGED_BY

/** 答复上传: where the answer is on its way to the platform the demand came from. */
export const UPLOAD_STATES = {
  uploading: '上传中',
  uploaded: '已上传',
  refused: '平台退回',
  failed: '上传失败',
} as const
export type UploadState = keyof typeof UPLOAD_STATES

/** What a unit is reminded of every working day. */
export const REMINDER_LISTS = {
  overdue: '已超期',
  dueToday: '今日到期',
  returned: '退回重办',
  urged: '被催办',
  supervised: '被督办',
} as const

export const CLOCK_KINDS = {
  dispatch: '派单',
  sign: '签收',
  returnWindow: '退单申请',
  contact: '首次联系',
  reply: '答复',
  redo: '重办',
  callback: '回访',
  arrive: '到场',
  rectify: '整改',
} as const
export type ClockKind = keyof typeof CLOCK_KINDS

export type Labels<K extends string | number> = Readonly<Record<K, string>>

export const keysOf = <T extends object>(words: T) => Object.keys(words) as (keyof T & string)[]
