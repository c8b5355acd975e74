/** Reads the tables a city's staff keep in a spreadsheet, and remembers every cell that is wrong instead of stopping at the first. */

export interface Fault {
  file: string
  /** As the spreadsheet numbers it; 0 when the file as a whole is wrong. */
  row: number
  column: string
  message: string
}

/** Nothing was written: these cells have to be put right first. */
export class SeedRefused extends Error {
  constructor(
    readonly faults: readonly Fault[],
    title = '基础数据有误，没有写入任何内容',
  ) {
    const shown = faults.slice(0, 30).map(faultWords)
    const more = faults.length > shown.length ? [`……另有 ${faults.length - shown.length} 处`] : []
    super([`${title}：`, ...shown, ...more].join('\n'))
  }
}

export function faultWords({ file, row, column, message }: Fault): string {
  const place = [file, row > 0 ? `第 ${row} 行` : '', column ? `「${column}」` : ''].filter(Boolean).join(' ')
  return `${place}：${message}`
}

const LIST_SEPARATOR = /[、;；|]/
const YES = ['是', '1', 'true', 'yes']
const NO = ['', '否', '0', 'false', 'no']

/** One line of a sheet. Whatever cannot be read is a fault of its cell, and a harmless value is returned so that reading goes on. */
export class Row {
  constructor(
    readonly file: string,
    readonly line: number,
    private readonly cells: ReadonlyMap<string, string>,
    private readonly faults: Fault[],
  ) {}

  fault(column: string, message: string) {
    this.faults.push({ file: this.file, row: this.line, column, message })
  }

  text(column: string): string {
    return this.cells.get(column) ?? ''
  }

  required(column: string): string {
    const text = this.text(column)
    if (!text) this.fault(column, '不能为空，请填写')
    return text
  }

  code(column: string, shape = /^[a-z0-9][a-z0-9-]{0,39}$/, words = '小写字母、数字和短横线'): string {
    const text = this.required(column)
    if (text && !shape.test(text)) this.fault(column, `“${text}”不合规范，应为${words}`)
    return text
  }

  list(column: string): string[] {
    return this.text(column)
      .split(LIST_SEPARATOR)
      .map((word) => word.trim())
      .filter(Boolean)
  }

  flag(column: string): boolean {
    const text = this.text(column).toLowerCase()
    if (![...YES, ...NO].includes(text)) this.fault(column, `“${text}”应填“是”，或留空表示否`)
    return YES.includes(text)
  }

  count(column: string): number | null {
    const text = this.text(column)
    if (!text) return null
    if (/^\d{1,9}$/.test(text)) return Number(text)
    this.fault(column, `“${text}”应为不带逗号和单位的整数，不知道时留空`)
    return null
  }

  /** One of a vocabulary, written in Chinese or as its code word. */
  word<K extends string>(column: string, words: Readonly<Record<K, string>>, otherwise: K): K
  word<K extends string>(column: string, words: Readonly<Record<K, string>>, otherwise?: undefined): K | null
  word<K extends string>(column: string, words: Readonly<Record<K, string>>, otherwise?: K): K | null {
    const text = this.text(column)
    return text ? (this.oneOf(column, words, text) ?? otherwise ?? null) : (otherwise ?? null)
  }

  words<K extends string>(column: string, words: Readonly<Record<K, string>>): K[] {
    return this.list(column).flatMap((text) => this.oneOf(column, words, text) ?? [])
  }

  private oneOf<K extends string>(column: string, words: Readonly<Record<K, string>>, text: string): K | null {
    const keys = Object.keys(words) as K[]
    const found = keys.find((key) => key === text || words[key] === text)
    if (!found) this.fault(column, `“${text}”不在可选值中，应为：${keys.map((key) => words[key]).join('、')}`)
    return found ?? null
  }
}

/** The rows under a header that must name exactly these columns, in any order; wholly empty lines are skipped. */
export function readSheet(file: string, text: string, columns: readonly string[], faults: Fault[]): Row[] {
  const [header, ...body] = parseCsv(text)
  if (!header) {
    faults.push({ file, row: 0, column: '', message: `文件为空，第一行应为：${columns.join(',')}` })
    return []
  }
  const names = header.cells
  const wrong = (column: string, message: string) => faults.push({ file, row: header.line, column, message })
  for (const column of columns) if (!names.includes(column)) wrong(column, '缺少这一列，请在第一行补上')
  for (const column of names)
    if (!columns.includes(column)) wrong(column, `不认识的列，请删除或改为：${columns.join('、')}`)
  return body.map(({ line, cells }) => {
    const row = new Row(file, line, new Map(names.map((name, at) => [name, cells[at] ?? ''])), faults)
    if (cells.length > names.length) row.fault('', '这一行的单元格比表头多，含逗号的内容请加英文双引号')
    return row
  })
}

interface Line {
  line: number
  cells: string[]
}

/** RFC 4180 with what spreadsheets do to it: byte order mark, CRLF, spaces around cells. */
export function parseCsv(text: string): Line[] {
  const lines: Line[] = []
  let [line, first, cell, quoted, cells] = [1, 1, '', false, [] as string[]]
  const endCell = () => (cells.push(cell.trim()), (cell = ''))
  const endLine = () => {
    endCell()
    if (cells.some(Boolean)) lines.push({ line: first, cells })
    ;[cells, first] = [[], line]
  }
  const source = text.replace(/^\uFEFF/, '')
  for (let at = 0; at < source.length; at++) {
    const char = source[at]!
    if (char === '\n') line++
    if (quoted && char === '"' && source[at + 1] === '"') cell += source[++at]!
    else if (char === '"') quoted = !quoted
    else if (quoted) cell += char
    else if (char === ',') endCell()
    else if (char === '\n') endLine()
    else cell += char
  }
  endLine()
  return lines
}
