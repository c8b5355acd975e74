import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const LIMIT = 20 * 2 ** 20

/** A log that never grows past two files of 20 MB. */
export class LogFile {
  private size: number

  constructor(readonly path: string) {
    mkdirSync(dirname(path), { recursive: true })
    this.size = existsSync(path) ? statSync(path).size : 0
  }

  write(text: string): void {
    if (this.size > LIMIT) {
      renameSync(this.path, `${this.path}.1`)
      this.size = 0
    }
    appendFileSync(this.path, text, { mode: 0o640 })
    this.size += Buffer.byteLength(text)
  }
}
