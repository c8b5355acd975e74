import type { JsonSchema } from '#platform/openapi/schema'

/** What the fields of an input are filled with, where their schema alone does not say. */
export interface Filling {
  /** Every free text. */
  text: () => string
  assignmentId: string
  unitId: number
}

/** Something a schema takes, every field that may be there filled: inputs nobody has written yet, too. */
export function fill(schema: JsonSchema, filling: Filling, name = ''): unknown {
  const {
    type,
    properties,
    items,
    enum: words,
    minLength = 0,
    maxLength = 1000,
    minimum,
    minItems = 1,
  } = schema as Shape
  if (words) return words[0]
  if (type === 'object')
    return Object.fromEntries(Object.entries(properties!).map(([key, each]) => [key, fill(each, filling, key)]))
  if (name === 'files') return []
  if (type === 'array') return Array.from({ length: minItems }, () => fill(items!, filling, name))
  if (type === 'integer') return /unit/i.test(name) ? filling.unitId : (minimum ?? 1)
  if (type === 'boolean') return true
  if (schema['pattern']) return /\\d\\d-/.test(String(schema['pattern'])) ? tomorrow() : filling.assignmentId
  return filling.text().padEnd(minLength, '。').slice(0, maxLength)
}

interface Shape {
  type?: string
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  enum?: unknown[]
  minLength?: number
  maxLength?: number
  minimum?: number
  minItems?: number
}

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
