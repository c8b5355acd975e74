import { ASSIGNMENT_ROLES, CHANNELS, CONTACT_WAYS, GRADES, REPLY_OUTCOMES, SOLVED, TICKET_TYPES } from '../words'
import { ASSIGNMENT_ACTIONS, TICKET_ACTIONS } from './actions'
import type { CloseHow } from './callback'
import type { RegionRules } from './region'

/** How an event reads in the timeline. A kind without a sentence of its own reads as the label of its action. */

type Data = Record<string, unknown>
type Sentence = (data: Data, region: Pick<RegionRules, 'units'>) => string

const OTHER_LABELS: Record<string, string> = { register: '登记', answer: '直接答复', redo: '退回重办', close: '办结' }

const HOW: Record<CloseHow, string> = {
  answered: '直接答复后办结',
  calledBack: '回访后办结',
  unreachable: '三次回访未接通，办结',
  judged: '研判销号',
  extended: '延期销号',
  transferred: '移交销号',
}

const SENTENCES: Record<string, Sentence> = {
  register: ({ type, channel }) => `${word(CHANNELS, channel)}登记${word(TICKET_TYPES, type)}`,
  dispatch: ({ units }, region) =>
    `派单至${(units as { unitId: number; role: string }[])
      .map(({ unitId, role }) => `${unitName(region, unitId)}（${word(ASSIGNMENT_ROLES, role)}）`)
      .join('、')}`,
  sign: ({ onTime }) => (onTime ? '按时签收' : '超时签收'),
  autoSign: () => '到时未签收，系统自动签收',
  contact: ({ way }) => `${word(CONTACT_WAYS, way)}联系诉求人`,
  relay: () => '经热线中心转达',
  reply: ({ outcome }) => `答复：${word(REPLY_OUTCOMES, outcome)}`,
  callback: ({ solved, resultGrade, mannerGrade }) =>
    `回访：${word(SOLVED, solved)}，结果${word(GRADES, resultGrade)}，态度${word(GRADES, mannerGrade)}`,
  unreached: ({ attempt }) => `第 ${String(attempt)} 次回访未接通`,
  redo: ({ redoCount, escalated }) => `第 ${String(redoCount)} 次退回重办${escalated ? '，已升级' : ''}`,
  close: ({ how }) => word(HOW, how) || '办结',
  consent: ({ unitId }, region) => `诉求人同意由${unitName(region, unitId)}联系`,
}

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
  reason: '理由',
  publicText: '公开答复',
  answer: '答复内容',
}
