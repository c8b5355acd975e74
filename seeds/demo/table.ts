import { finished } from 'node:stream/promises'
import type { Client } from 'pg'
import { from } from 'pg-copy-streams'

const CHUNK = 1 << 16

/** Rows of one table on their way to COPY, written out as text at once: a batch holds no objects that live long. */
export class Table {
  private columns: string[] = []
  private text = ''
  private readonly chunks: string[] = []

  constructor(readonly name: string) {}

  /** The first row names the columns; all others have the same. */
  add(row: object) {
    const values = row as Record<string, unknown>
    if (!this.columns.length) this.columns = Object.keys(values)
    let line = ''
    for (const column of this.columns) line += (line ? '\t' : '') + cell(values[column])
    this.text += line + '\n'
    if (this.text.length > CHUNK) this.cut()
  }

  async copyTo(client: Client): Promise<void> {
    this.cut()
    if (!this.chunks.length) return
    const stream = client.query(from(`COPY ${this.name} (${this.columns.join(', ')}) FROM STDIN`))
    const done = finished(stream)
    for (const chunk of this.chunks)
      if (!stream.write(chunk)) await Promise.race([new Promise((go) => stream.once('drain', go)), done])
    stream.end()
    await done
  }

  private cut() {
    if (this.text) this.chunks.push(this.text)
    this.text = ''
  }
}

const SPECIAL = /[\\\t\n\r]/
const EACH = /[\\\t\n\r]/g
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** One value in COPY's text format. Never empty where it stands first in its line. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (value instanceof Date) return value.toISOString()
  return escaped(Array.isArray(value) ? arrayText(value) : JSON.stringify(value))
}

function escaped(text: string): string {
  // Bytes as hex are the longest cells, and only their first character is special.
  if (text.startsWith('\\x')) return `\\${text}`
  return SPECIAL.test(text) ? text.replace(EACH, (char) => ESCAPES[char]!) : text
}

function arrayText(values: readonly unknown[]): string {
  return `{${values.map((value) => (typeof value === 'number' ? value : quoted(value))).join()}}`
}

const quoted = (value: unknown) =>
  Buffer.isBuffer(value) ? `"\\\\x${value.toString('hex')}"` : `"${String(value).replace(/["\\]/g, '\\$&')}"`
