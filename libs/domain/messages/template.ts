import { MESSAGE_KINDS, type MessageKind, NEUTRAL, type Placeholder, PLACEHOLDERS } from './kinds'

/** The words of one kind of message, as the region has them in force. */
export interface MessageTemplate {
  version: number
  text: string
  /** Instead, for reports and confidential tickets: says nothing of the matter. */
  neutral: string
}

export type Values = Partial<Record<Placeholder, string | null>>

/** Marks where the rating link goes; it is made when the message leaves and is nobody's to see before. */
export const LINK = '{link}'

const BLANK = /\{(\w*)\}/g
const PART = /\[([^[\]]*)\]/g
const LONGEST = 500

/** What is wrong with a template, in words for whoever keeps the region's data. */
export function templateFaults(kind: string, template: Partial<MessageTemplate>): string[] {
  if (!Object.hasOwn(MESSAGE_KINDS, kind))
    return [`没有“${kind}”这种消息，应为：${Object.keys(MESSAGE_KINDS).join('、')}`]
  const allowed: readonly Placeholder[] = ['region', 'number', ...MESSAGE_KINDS[kind as MessageKind].fills]
  return [
    ...textFaults('text', template.text, allowed),
    ...textFaults(
      'neutral',
      template.neutral,
      NEUTRAL.filter((name) => allowed.includes(name)),
    ),
  ]
}

function textFaults(key: string, text: unknown, allowed: readonly Placeholder[]): string[] {
  if (typeof text !== 'string' || !text) return [`${key} 不能为空，应为一段文字`]
  const foreign = [...text.matchAll(BLANK)]
    .map(([, name]) => name!)
    .filter((name) => !allowed.includes(name as Placeholder))
  const faults = foreign.map(
    (name) => `${key} 中不能用 {${name}}，可用：${allowed.map((each) => `{${each}} ${PLACEHOLDERS[each]}`).join('、')}`,
  )
  const rest = text.replace(PART, '').replace(BLANK, '')
  if (/[[\]{}]/.test(rest)) faults.push(`${key} 中的方括号或花括号没有成对，方括号不能嵌套`)
  if (text.length > LONGEST) faults.push(`${key} 超过 ${LONGEST} 个字`)
  return faults
}

/**
 * A part in square brackets is left out when one of its blanks has nothing to say. The part with the link keeps its
 * brackets: whether there is a link shows when the message leaves.
 */
export function rendered(text: string, values: Values): string {
  const known = (part: string) => [...part.matchAll(BLANK)].every(([, name]) => values[name as Placeholder])
  return text
    .replace(PART, (whole, part: string) => (!known(part) ? '' : part.includes(LINK) ? whole : part))
    .replace(BLANK, (_, name: string) => (name === 'link' ? LINK : plain(values[name as Placeholder] ?? '')))
}

/** With its link, or without the part that speaks of one. */
export function withLink(text: string, link: string | null): string {
  return text
    .replace(PART, (_, part: string) => (link || !part.includes(LINK) ? part : ''))
    .replaceAll(LINK, link ?? '')
}

/** People's own words: no brackets or braces of ours, and not longer than a message can be. */
function plain(text: string): string {
  const without = text
    .replace(/[[\]{}]/g, (char) => WIDE[char]!)
    .replace(/\s+/g, ' ')
    .trim()
  return without.length > MOST_WORDS ? `${without.slice(0, MOST_WORDS)}……` : without
}
const WIDE: Record<string, string> = { '[': '［', ']': '］', '{': '｛', '}': '｝' }
const MOST_WORDS = 200
