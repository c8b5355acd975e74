/** JSON Schemas tied to our own types: a field too many, too few or of another kind does not compile. */
export type JsonSchema = { [key: string]: unknown }

export interface Schema<T> {
  readonly json: JsonSchema
  /** Never there; makes the type of the values part of the schema's type. */
  readonly sample?: (value: T) => T
}
/** Whatever it describes. */
export type AnySchema = Pick<Schema<never>, 'json'>

interface Optional<T> extends Schema<T> {
  readonly optional: true
}
type Fields<T> = {
  [K in keyof T]-?: undefined extends T[K] ? Optional<Exclude<T[K], undefined>> : Schema<T[K]>
}

/** Every field of T, no other. */
export function object<T extends object>(fields: Fields<T>): Schema<T> {
  const entries = Object.entries<AnySchema>(fields)
  return {
    json: {
      type: 'object',
      properties: Object.fromEntries(entries.map(([key, field]) => [key, field.json])),
      required: entries.filter(([, field]) => !('optional' in field)).map(([key]) => key),
      additionalProperties: false,
    },
  }
}

export const text: Schema<string> = { json: { type: 'string' } }
export const whole: Schema<number> = { json: { type: 'integer' } }
export const real: Schema<number> = { json: { type: 'number' } }
/** Of something: from 0 to 1. */
export const share: Schema<number> = { json: { type: 'number', minimum: 0, maximum: 1 } }
export const yesNo: Schema<boolean> = { json: { type: 'boolean' } }
export const time: Schema<string> = { json: { type: 'string', format: 'date-time' } }
/** Ids of tickets, assignments and notices: too large for a JavaScript number. */
export const id: Schema<string> = { json: { type: 'string', pattern: '^[1-9]\\d*$' } }

export const oneOf = <K extends string>(words: Readonly<Record<K, unknown>>): Schema<K> => ({
  json: { type: 'string', enum: Object.keys(words) },
})

export const among = <const K extends string | number>(...words: K[]): Schema<K> => ({ json: { enum: words } })

export const list = <T>(of: Schema<T>): Schema<T[]> => ({ json: { type: 'array', items: of.json } })

export const orNull = <T>(of: Schema<T>): Schema<T | null> => ({ json: { anyOf: [of.json, { type: 'null' }] } })

export const optional = <T>(of: Schema<T>): Optional<T> => ({ json: of.json, optional: true })

export const counts = <K extends string>(words?: Readonly<Record<K, unknown>>): Schema<Partial<Record<K, number>>> => ({
  json: {
    type: 'object',
    additionalProperties: { type: 'integer' },
    ...(words && { propertyNames: { enum: Object.keys(words) } }),
  },
})

/** Written once in the document under this name. */
export function named<T>(name: string, schema: Schema<T>): Schema<T> {
  NAMED.set(name, schema.json)
  return { json: { $ref: `#/components/schemas/${name}` } }
}
const NAMED = new Map<string, JsonSchema>()
export const namedSchemas = (): Record<string, JsonSchema> => Object.fromEntries(NAMED)
