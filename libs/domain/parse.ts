import { type ValidationError, validateSync } from 'class-validator'
import { nestedOf } from './fields'
import { Refusal } from './refusals'

/**
 * Turns what came in into a checked input, or refuses with every fault named by its field.
 * Text is normalised (NFC), trimmed and rid of characters the database cannot hold; unknown fields are refused, not dropped.
 */
export function parse<T extends object>(type: new () => T, value: unknown): T {
  const faults: Record<string, string[]> = {}
  const input = build(type, value, '', faults)
  if (Object.keys(faults).length === 0) collect(validateSync(input, CHECK), '', faults)
  if (Object.keys(faults).length) throw new Refusal('invalidInput', { fields: faults })
  return input
}

const CHECK = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false } as const
const UNSTORABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

function build<T extends object>(type: new () => T, value: unknown, path: string, faults: Record<string, string[]>): T {
  const input = new type()
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    faults[path || '(内容)'] = ['请提交一个对象']
    return input
  }
  const nested = nestedOf(type)
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__' || key === 'constructor') continue
    const of = nested.get(key)
    ;(input as Record<string, unknown>)[key] = of ? within(of(), item, join(path, key), faults) : clean(item)
  }
  return input
}

function within(type: new () => object, value: unknown, path: string, faults: Record<string, string[]>): unknown {
  if (value === null || value === undefined) return undefined
  if (Array.isArray(value)) return value.map((item, index) => build(type, item, join(path, String(index)), faults))
  return build(type, value, path, faults)
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC').replace(UNSTORABLE, '').trim()
  if (Array.isArray(value)) return value.map(clean)
  return value === null ? undefined : value
}

function collect(errors: ValidationError[], path: string, faults: Record<string, string[]>) {
  for (const error of errors) {
    const at = join(path, error.property)
    const messages = Object.entries(error.constraints ?? {}).map(([rule, message]) =>
      rule === 'whitelistValidation' ? '没有这个字段' : message,
    )
    if (messages.length && !error.children?.length) faults[at] = messages
    collect(error.children ?? [], at, faults)
  }
}

const join = (path: string, key: string) => (path ? `${path}.${key}` : key)
