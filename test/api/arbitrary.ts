import fc from 'fast-check'
import type { JsonSchema } from '#platform/openapi/schema'

/** Values a schema allows, with a taste for its edges. */
export function valid(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { type, enum: words, properties, items, pattern, format } = schema as Known
  if (words) return fc.constantFrom(...words)
  if (type === 'object') return fc.record(mapped(properties ?? {}), { requiredKeys: (schema as Known).required ?? [] })
  if (type === 'array') return fc.array(valid(items ?? {}), { minLength: schema['minItems'] as number, maxLength: 4 })
  if (type === 'integer') return whole(schema as Known)
  if (type === 'boolean') return fc.boolean()
  if (format === 'date') return fc.constantFrom('2026-11-20', '2024-02-29', '2025-02-29')
  if (pattern) return fc.stringMatching(new RegExp(pattern))
  return text(schema as Known)
}

/** Values nobody should send. */
export const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1.5,
    2 ** 31,
    2 ** 53,
    -(2 ** 63),
    1e308,
    '',
    ' ',
    '\0',
    '\ud800',
    '\u202e',
    '１２３４５',
    '9223372036854775808',
    '00000000000000000001',
    "'; DROP TABLE ticket; --",
    '%',
    '\\',
    '{{7*7}}',
    '../../etc/passwd',
    'null',
    'NaN',
    '👩‍👩‍👧‍👦'.repeat(20),
    '字'.repeat(20_000),
    [],
    {},
    [[[[]]]],
    { constructor: { prototype: {} } },
    { toString: 1, valueOf: 2 },
  ),
  fc.string({ unit: 'binary' }),
  fc.jsonValue(),
)

/** A body as promised, or with one or two things wrong somewhere in it, or nothing like it. */
export function body(schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 5, arbitrary: valid(schema) },
    { weight: 5, arbitrary: fc.tuple(valid(schema), fc.infiniteStream(fc.nat()), nasty).map(spoil) },
    { weight: 1, arbitrary: nasty },
  )
}

interface Known {
  type?: string
  enum?: unknown[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  pattern?: string
  format?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
}

const mapped = (properties: Record<string, JsonSchema>) =>
  Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, valid(schema)]))

function whole({ minimum = -100, maximum = 2 ** 31 - 1 }: Known): fc.Arbitrary<number> {
  return fc.oneof(fc.integer({ min: minimum, max: Math.min(maximum, minimum + 60) }), fc.constantFrom(minimum, maximum))
}

function text({ minLength = 0, maxLength = 50 }: Known): fc.Arbitrary<string> {
  const some = fc.string({
    unit: fc.constantFrom('灯', '路', 'a', '7', '，', ' ', '😀', 'é'),
    minLength,
    maxLength: Math.min(maxLength, minLength + 12),
  })
  return fc.oneof(some, some, fc.constantFrom('字'.repeat(minLength), '字'.repeat(maxLength)))
}

/** Follows the stream of numbers down into the value, and puts something else there. */
function spoil([value, choices, wrong]: [unknown, Iterator<number>, unknown]): unknown {
  if (typeof value !== 'object' || value === null) return wrong
  const keys = Object.keys(value)
  const pick = choices.next().value as number
  if (keys.length === 0 || pick % 7 === 0) return Array.isArray(value) ? [...value, wrong] : { ...value, extra: wrong }
  const key = keys[pick % keys.length]!
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>
  const inside = copy[key]
  if (pick % 5 === 0) delete copy[key]
  else copy[key] = typeof inside === 'object' ? spoil([inside, choices, wrong]) : wrong
  return copy
}
