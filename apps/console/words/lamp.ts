import { lengthWords } from './time'

export type LampColour = 'green' | 'yellow' | 'red' | 'none'

export interface Lamp {
  colour: LampColour
  /** Says the same without the colour. */
  word: string
  left: string
}

export function lampOf(dueAt: string | null, yellowAt: string | null, now: number): Lamp {
  if (!dueAt) return { colour: 'none', word: '无时限', left: '' }
  const left = new Date(dueAt).getTime() - now
  if (left < 0) return { colour: 'red', word: '逾期', left: `已超 ${lengthWords(left)}` }
  const yellow = yellowAt !== null && new Date(yellowAt).getTime() <= now
  return { colour: yellow ? 'yellow' : 'green', word: yellow ? '临期' : '正常', left: `剩 ${lengthWords(left)}` }
}
