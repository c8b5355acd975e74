import { getMetadataStorage } from 'class-validator'
import { nestedOf } from '#domain/fields'
import type { JsonSchema } from './schema'

export type InputClass = new () => object

/** The schema of an input, read from the very checks that `parse` runs. */
export function schemaOf(input: InputClass): JsonSchema {
  const checks = checksOf(input)
  const optional = new Set(checks.filter(({ kind }) => kind === 'isOptional').map(({ field }) => field))
  const fields = [...new Set(checks.map(({ field }) => field))]
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field, fieldSchema(input, field, checks)])),
    required: fields.filter((field) => !optional.has(field)),
    additionalProperties: false,
  }
}

interface Check {
  field: string
  kind: string
  each: boolean
  constraints: unknown[]
}

function checksOf(input: InputClass): Check[] {
  return getMetadataStorage()
    .getTargetValidationMetadatas(input, '', true, false)
    .map(({ propertyName, name, type, each, constraints }) => ({
      field: propertyName,
      kind: name ?? type,
      each,
      constraints: constraints ?? [],
    }))
}

function fieldSchema(input: InputClass, field: string, checks: Check[]): JsonSchema {
  const own = checks.filter((check) => check.field === field)
  const nested = nestedOf(input).get(field)
  const many = own.some(({ kind }) => kind === 'isArray')
  const schema = Object.assign({}, ...own.filter(({ each }) => !each || !many).map(told)) as JsonSchema
  if (!many) return nested ? schemaOf(nested()) : schema
  const items = nested
    ? schemaOf(nested())
    : (Object.assign({}, ...own.filter(({ each }) => each).map(told)) as JsonSchema)
  return { ...schema, type: 'array', items }
}

/** What each kind of check says about a value. A check that is not here would make the document imprecise, so it is a bug. */
const TELLS: Record<string, (constraints: unknown[]) => JsonSchema> = {
  isString: () => ({ type: 'string' }),
  isLength: ([minLength, maxLength]) => ({ type: 'string', minLength, maxLength }),
  isIn: ([words]) => ({ enum: words }),
  isInt: () => ({ type: 'integer' }),
  min: ([minimum]) => ({ minimum }),
  max: ([maximum]) => ({ maximum }),
  isBoolean: () => ({ type: 'boolean' }),
  isDateString: () => ({ type: 'string', format: 'date' }),
  matches: ([pattern]) => ({ pattern: (pattern as RegExp).source }),
  isCreditCode: () => ({ type: 'string', pattern: '^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$' }),
  arrayMinSize: ([minItems]) => ({ minItems }),
  arrayMaxSize: ([maxItems]) => ({ maxItems }),
  arrayUnique: () => ({ uniqueItems: true }),
  isArray: () => ({}),
  isObject: () => ({ type: 'object' }),
  isOptional: () => ({}),
  nestedValidation: () => ({}),
}

function told({ kind, field, constraints }: Check): JsonSchema {
  const tells = TELLS[kind]
  if (!tells) throw new Error(`No schema for the check ${kind} of ${field}`)
  return tells(constraints)
}
