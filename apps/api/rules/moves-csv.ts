import { Readable } from 'node:stream'
import type { MoveView } from '#domain/clock-views'
import { csvRow } from '#domain/csv'
import type { Page } from '#domain/views'

const HEADS = ['工单编号', '时限', '单位', '原截止时间', '新截止时间', '结果', '原因']

/** The whole report, a page in memory at a time. */
export const movesCsv = (page: (after: string | undefined) => Promise<Page<MoveView>>) =>
  Readable.from(
    (async function* () {
      yield `\ufeff${csvRow(HEADS)}`
      for (let after: string | null | undefined; after !== null;) {
        const { items, next } = await page(after)
        if (items.length) yield items.map(rowOf).join('')
        after = next
      }
    })(),
  )

const rowOf = ({ shownNumber, limit, unitName, from, to, moved, why }: MoveView) =>
  csvRow([shownNumber, limit, unitName ?? '', local(from), moved ? local(to) : '', moved ? '已调整' : '未调整', why])

const local = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
