import { Trouble } from './trouble'

const FORM = '时间写作 "2026-11-20 09:30:00"（北京时间），或带时区，如 2026-11-20T01:30:00Z。'

/** A moment as people write it: Beijing time unless a zone is given. */
export function parseMoment(text: string): Date {
  const parts = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(text.trim())
  const moment = new Date(parts ? `${parts[1]}T${parts[2]}${parts[3] ?? '+08:00'}` : NaN)
  if (Number.isNaN(moment.getTime())) throw new Trouble(`看不懂时间“${text}”。`, FORM)
  return moment
}

/** Beijing time as people read it. */
export function beijingTime(moment: Date | string): string {
  return new Date(moment).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })
}
