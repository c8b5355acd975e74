import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readSheet, type Fault, type Row } from '../sheet'

/** Where the data lies: beside the sources, also when the program runs from its compiled folder. */
export function seedsFolder(): string {
  const beside = join(__dirname, '..')
  return existsSync(join(beside, 'regions')) ? beside : join(__dirname, '..', '..', '..', 'seeds')
}

/** The data files of one region: its own folder first, then what all regions share. */
export class RegionFiles {
  readonly faults: Fault[] = []

  constructor(
    private readonly folder: string,
    readonly code: string,
  ) {}

  static codes(folder: string): string[] {
    return readdirSync(join(folder, 'regions')).sort()
  }

  /** A table of the region. Optional ones may be missing. */
  sheet(name: string, columns: readonly string[], { optional = false } = {}): Row[] {
    return this.rows(join('regions', this.code, name), name, columns, optional)
  }

  shared(name: string, columns: readonly string[]): Row[] {
    return this.rows(name, name, columns, false)
  }

  has(path: string): boolean {
    return existsSync(join(this.folder, path))
  }

  json(path: string): unknown {
    const text = this.text(path, false)
    if (text === null) return null
    try {
      return JSON.parse(text)
    } catch (error) {
      this.fault(path, `不是合法的 JSON（${(error as Error).message}），请检查逗号、引号和括号`)
      return null
    }
  }

  fault(file: string, message: string, column = '') {
    this.faults.push({ file, row: 0, column, message })
  }

  names(folder: string, ending: string): string[] {
    return readdirSync(join(this.folder, folder))
      .filter((name) => name.endsWith(ending))
      .sort()
  }

  private rows(path: string, name: string, columns: readonly string[], optional: boolean): Row[] {
    const text = this.text(path, optional)
    return text === null ? [] : readSheet(name, text, columns, this.faults)
  }

  private text(path: string, optional: boolean): string | null {
    const file = join(this.folder, path)
    if (existsSync(file)) return readFileSync(file, 'utf8')
    if (!optional) this.fault(path, '找不到这个文件，请补上')
    return null
  }
}
