import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020'
import type { OpenApi } from '#platform/openapi/document'
import type { JsonSchema } from '#platform/openapi/schema'

/** Checks real answers against the document. */
export class Schemas {
  private readonly ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true })
  private readonly compiled = new Map<JsonSchema, ValidateFunction>()

  constructor(document: OpenApi) {
    this.ajv.addFormat(
      'date-time',
      (text) => !Number.isNaN(Date.parse(text)) && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text),
    )
    this.ajv.addFormat('date', (text) => /^\d{4}-\d\d-\d\d$/.test(text))
    this.ajv.addKeyword({ keyword: 'components' })
    this.ajv.addSchema({ components: document.components }, 'document')
  }

  /** What is wrong with a value; nothing when it is as promised. */
  faults(schema: JsonSchema, value: unknown): string[] {
    const check = this.compiled.get(schema) ?? this.ajv.compile(absolute(schema))
    this.compiled.set(schema, check)
    return check(value) ? [] : check.errors!.map(({ instancePath, message }) => `${instancePath || '/'} ${message}`)
  }
}

function absolute(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/')) as JsonSchema
}
