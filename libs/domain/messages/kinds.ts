/** What the requester is told, and what becomes of each message. Everything that lists kinds, states or reasons reads it from here. */

interface Kind {
  label: string
  /** What its template may name besides the region, the number and the hotline: nothing that says who the requester is. */
  fills: readonly Placeholder[]
}

/** Every blank a template may have, with its Chinese word. */
export const PLACEHOLDERS = {
  region: '地区',
  number: '工单编号',
  due: '期限',
  units: '承办单位',
  unit: '单位',
  reason: '理由',
  words: '告知内容',
  answer: '公开答复',
  reviewOn: '复核日期',
  to: '去向',
  into: '并入的工单',
  link: '评价链接',
} as const
export type Placeholder = keyof typeof PLACEHOLDERS

/** Blanks that give nothing of the matter away: all that a neutral text, for reports and confidential tickets, may have. */
export const NEUTRAL: readonly Placeholder[] = ['region', 'number', 'due', 'link']

export const MESSAGE_KINDS = {
  registered: { label: '受理告知', fills: ['due'] },
  answered: { label: '直接答复', fills: ['answer', 'link'] },
  handedOver: { label: '交转告知', fills: ['to', 'words'] },
  declined: { label: '不予受理告知', fills: ['reason', 'words'] },
  dispatched: { label: '转办告知', fills: ['units', 'due'] },
  progress: { label: '办理进展', fills: ['unit', 'words'] },
  extended: { label: '延期告知', fills: ['due', 'words'] },
  shelved: { label: '挂账告知', fills: ['reason', 'reviewOn'] },
  resumed: { label: '恢复办理告知', fills: ['due'] },
  replied: { label: '答复告知', fills: ['answer', 'link'] },
  redone: { label: '重新办理告知', fills: ['due'] },
  closed: { label: '办结告知', fills: ['reason', 'answer', 'link'] },
  merged: { label: '并单告知', fills: ['into'] },
} as const satisfies Record<string, Kind>
export type MessageKind = keyof typeof MESSAGE_KINDS

export const MESSAGE_CHANNELS = { sms: '短信', wechat: '微信', console: '人工告知' } as const
export type MessageChannel = keyof typeof MESSAGE_CHANNELS

export const DELIVERY_STATES = {
  queued: '待发送',
  sent: '已发送',
  delivered: '已送达',
  failed: '发送失败',
  expired: '已过期',
} as const
export type DeliveryState = keyof typeof DELIVERY_STATES

/** Why a message has not gone, not yet, or not through. */
export const DELIVERY_FAULTS = {
  noChannel: '未发送：没有配置发送通道',
  noAddress: '没有联系方式，请口头告知',
  optedOut: '诉求人已退订',
  dailyLimit: '当日条数已满，次日发送',
  unreachable: '通道暂时不通，稍后重试',
  rejected: '通道拒收',
  undelivered: '运营商未能送达',
  late: '超过有效时间，不再发送',
} as const
export type DeliveryFault = keyof typeof DELIVERY_FAULTS
