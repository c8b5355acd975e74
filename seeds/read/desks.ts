import { DESKS, type Desk } from '#domain/words'
import type { Row } from '../sheet'
import type { DeskRow, PersonRow, ShiftRow } from './data'
import type { RegionFiles } from './files'

const DESK_COLUMNS = ['专席', '名称', '按键', '值守开始', '值守结束', '无人就绪转至', '首位振铃秒数']
const SHIFT_COLUMNS = ['专席', '星期', '开始', '结束', '人员']
const WEEKDAYS = { 1: '一', 2: '二', 3: '三', 4: '四', 5: '五', 6: '六', 7: '日' } as const
const USUAL_RING_SECONDS = 10

export function readDesks(files: RegionFiles): DeskRow[] {
  const desks = files.sheet('desks.csv', DESK_COLUMNS).map((row): DeskRow => {
    const [from, to] = span(row, '值守开始', '值守结束')
    const code = row.word('专席', DESKS)
    if (!code) row.fault('专席', '不能为空，请填写')
    return {
      code: code ?? 'general',
      name: row.required('名称'),
      dialKey: row.text('按键') || null,
      openFrom: from,
      openTo: to,
      overflow: row.word('无人就绪转至', DESKS),
      ringSeconds: row.count('首位振铃秒数') ?? USUAL_RING_SECONDS,
    }
  })
  if (!desks.some(({ code }) => code === 'general')) files.fault('desks.csv', '至少应有综合坐席', '专席')
  for (const { code, overflow } of desks)
    if (overflow && (overflow === code || !desks.some((desk) => desk.code === overflow)))
      files.fault('desks.csv', `“${DESKS[code]}”转至的专席不在表中，或就是它自己`, '无人就绪转至')
  return desks
}

export function readShifts(files: RegionFiles, desks: readonly DeskRow[], people: readonly PersonRow[]): ShiftRow[] {
  const logins = new Set(people.filter(({ roles }) => roles.includes('operator')).map(({ login }) => login))
  return files.sheet('shifts.csv', SHIFT_COLUMNS, { optional: true }).flatMap((row) => {
    const desk = row.word('专席', DESKS)
    if (!desks.some(({ code }) => code === desk)) row.fault('专席', 'desks.csv 中没有这个专席')
    const [from, to] = span(row, '开始', '结束')
    const there = row.list('人员')
    for (const login of there) if (!logins.has(login)) row.fault('人员', `people.csv 中没有登录名为“${login}”的话务员`)
    const weekdays = row.words('星期', WEEKDAYS).map(Number)
    return there.flatMap((login) => weekdays.map((weekday) => ({ desk: desk as Desk, login, weekday, from, to })))
  })
}

function span(row: Row, start: string, end: string): [number, number] {
  const [from, to] = [minute(row, start), minute(row, end)]
  if (to <= from || to - from > 1440) row.fault(end, '应晚于开始，最长 24 小时；过了午夜写“次日08:00”')
  return [from, to]
}

function minute(row: Row, column: string): number {
  const found = /^(次日)?(\d\d):([0-5]\d)$/.exec(row.text(column))
  if (found) return Number(found[2]) * 60 + Number(found[3]) + (found[1] ? 1440 : 0)
  row.fault(column, '应为时刻，例如 08:30 或 次日08:00')
  return 0
}
