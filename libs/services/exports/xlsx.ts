import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib'

/**
 * A workbook of one sheet, written while its rows come: no more than a stretch of it is ever in memory. Cells are text, so
 * nothing in them is ever a formula.
 */
export async function* xlsx(rows: AsyncIterable<readonly string[]>, widths: readonly number[]): AsyncGenerator<Buffer> {
  const zip = new Zip()
  for (const [name, text] of Object.entries(PARTS)) yield* zip.file(name, once(text))
  yield* zip.file('xl/worksheets/sheet1.xml', sheet(rows, widths))
  yield zip.end()
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const PARTS = {
  '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="工单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
}

async function* once(text: string) {
  yield text
}

async function* sheet(rows: AsyncIterable<readonly string[]>, widths: readonly number[]): AsyncGenerator<string> {
  const columns = widths
    .map((width, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`)
    .join('')
  yield `${XML}<worksheet xmlns="${MAIN}"><cols>${columns}</cols><sheetData>`
  for await (const cells of rows) yield `<row>${cells.map(cell).join('')}</row>`
  yield '</sheetData></worksheet>'
}

const cell = (text: string) => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string) =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>]/g, (sign) => ESCAPES[sign]!)

/** Files one after the other, their sizes behind them, and the list of them at the end. */
class Zip {
  private readonly entries: Buffer[] = []
  private at = 0

  async *file(name: string, texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
    const path = Buffer.from(name, 'utf8')
    const start = this.at
    yield this.passed(Buffer.concat([numbers([4, 0x04034b50], [2, 20], [2, FLAGS], [2, 8], [4, DATE], [4, 0], [4, 0], [4, 0], [2, path.length], [2, 0]), path])) // prettier-ignore
    const sums = { crc: 0, size: 0, packed: 0 }
    for await (const piece of packed(texts, sums)) yield this.passed(piece)
    const { crc, size, packed: length } = sums
    yield this.passed(numbers([4, 0x08074b50], [4, crc], [4, length], [4, size]))
    this.entries.push(Buffer.concat([numbers([4, 0x02014b50], [2, 20], [2, 20], [2, FLAGS], [2, 8], [4, DATE], [4, crc], [4, length], [4, size], [2, path.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, start]), path])) // prettier-ignore
  }

  end(): Buffer {
    const list = Buffer.concat(this.entries)
    const count = this.entries.length
    return Buffer.concat([list, numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, list.length], [4, this.at], [2, 0])]) // prettier-ignore
  }

  private passed(piece: Buffer): Buffer {
    this.at += piece.length
    return piece
  }
}

/** Sizes follow the data; names are UTF-8. */
const FLAGS = 0x0808
/** 1 January 2026, midnight: the file says nothing of when it was made, its first row does. */
const DATE = (((2026 - 1980) << 9) | (1 << 5) | 1) << 16
const STRETCH = 64 * 1024

async function* packed(texts: AsyncIterable<string>, sums: { crc: number; size: number; packed: number }) {
  const deflate = createDeflateRaw({ level: 6 })
  const fed = feed(deflate, texts, sums)
  fed.catch((error: Error) => deflate.destroy(error))
  for await (const piece of deflate as AsyncIterable<Buffer>) {
    sums.packed += piece.length
    yield piece
  }
  await fed
}

async function feed(deflate: DeflateRaw, texts: AsyncIterable<string>, sums: { crc: number; size: number }) {
  let waiting = ''
  const write = async () => {
    const bytes = Buffer.from(waiting, 'utf8')
    waiting = ''
    sums.crc = crc32(bytes, sums.crc)
    sums.size += bytes.length
    if (!deflate.write(bytes)) await new Promise((resume) => deflate.once('drain', resume))
  }
  for await (const text of texts) {
    waiting += text
    if (waiting.length >= STRETCH) await write()
  }
  await write()
  deflate.end()
}

function numbers(...parts: [bytes: 2 | 4, value: number][]): Buffer {
  return Buffer.concat(
    parts.map(([bytes, value]) => {
      const buffer = Buffer.alloc(bytes)
      if (bytes === 2) buffer.writeUInt16LE(value)
      else buffer.writeUInt32LE(value >>> 0)
      return buffer
    }),
  )
}
