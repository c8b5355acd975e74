import type { EventRow } from './read'

/** What can be found wrong with a ticket's record, in words for whoever has to look into it. */
export const FAULTS = {
  noTicket: '有记录，但没有这张工单',
  noEvents: '工单没有任何留痕记录',
  gap: '留痕记录缺号',
  month: '留痕记录不在工单登记的月份里',
  order: '留痕记录的先后被改动',
  hash: '留痕记录的内容与链上的摘要不符',
  words: '原话与链上的摘要不符，或打不开',
  version: '工单版本与最后一条留痕记录不符',
  lastHash: '工单记下的链尾与最后一条留痕记录不符',
  demand: '诉求内容与登记时的摘要不符',
  ticket: '工单的状态与留痕记录推得的不符',
  assignment: '承办任务与留痕记录推得的不符',
  clock: '时限与留痕记录不符',
  reply: '答复与留痕记录不符',
  callback: '回访与留痕记录不符',
  file: '附件与留痕记录不符，或内容与摘要不符',
  knowledge: '所用知识与留痕记录不符',
  disposal: '不满意处置与留痕记录不符',
  rating: '自助评价链接与留痕记录不符',
  rectification: '整改与留痕记录不符',
  consent: '同意联系的登记与留痕记录不符',
} as const
export type FaultCode = keyof typeof FAULTS

export interface Fault {
  code: FaultCode
  /** Which row or column, and what was expected of it. */
  where: string
}

/** Fields of a row that are not as expected. */
export function differing<T extends object>(row: T, expected: Partial<T>): string[] {
  const keys = Object.keys(expected) as (keyof T & string)[]
  return keys
    .filter((key) => (row[key] ?? null) !== (expected[key] ?? null))
    .map((key) => `${key}: ${shown(row[key])} ≠ ${shown(expected[key])}`)
}

const shown = (value: unknown) => (value === null || value === undefined ? '无' : String(value))

export const fault = (code: FaultCode, of: string, wrong: string[]): Fault[] =>
  wrong.map((where) => ({ code, where: `${of} ${where}`.trim() }))

/** Every moment kept in a row is the moment of an event. */
export function strangeMoments(moments: (string | null)[], events: EventRow[]): string[] {
  return moments.filter((at) => at && !events.some((event) => event.at === at)).map((at) => `${at} 没有对应的留痕记录`)
}

/** Texts that are on one side only. */
export function unlike(wanted: string[], there: string[]): string[] {
  return [
    ...without(wanted, there).map((each) => `缺少 ${each}`),
    ...without(there, wanted).map((each) => `多出 ${each}`),
  ]
}

function without(some: string[], others: string[]): string[] {
  const left = [...others]
  return some.filter((each) => {
    const at = left.indexOf(each)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
