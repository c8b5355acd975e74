import { HTTP_CODE_METADATA } from '@nestjs/common/constants.js'
import { REFUSALS, type RefusalCode } from '#domain/refusals'
import { PERMISSIONS } from '#domain/access'
import { fieldsOf } from '#domain/fields'
import { SESSION_COOKIE } from '../request'
import type { Route } from '../routes'
import { DESCRIBED, type Description } from './describe'
import { schemaOf, type InputClass } from './inputs'
import { namedSchemas, type JsonSchema } from './schema'

export interface Operation {
  summary: string
  operationId: string
  tags: string[]
  description?: string
  security: Record<string, string[]>[]
  parameters: { name: string; in: string; required: boolean; schema: JsonSchema }[]
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> }
  responses: Record<string, Response>
}
interface Response {
  description: string
  headers?: Record<string, unknown>
  content?: Record<string, { schema: JsonSchema }>
}
export interface OpenApi {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, unknown> }
}

/** The document of the whole API, read from the routes: their guards, their descriptions, the checks of their inputs. */
export function openApi(routes: readonly Route[]): OpenApi {
  const paths: OpenApi['paths'] = {}
  for (const { path, method, operation } of routes.flatMap(operationsOf))
    (paths[path] ??= {})[method.toLowerCase()] = operation
  return {
    openapi: '3.1.0',
    info: {
      title: '即办 Jiban',
      version: '1',
      description: '12345 热线接诉即办系统接口。写操作须带 Idempotency-Key：同一个键重复提交只办理一次。',
    },
    paths,
    components: {
      schemas: namedSchemas(),
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE } },
    },
  }
}

/** Null for a route nobody described; a test names it. */
export const descriptionOf = ({ handler }: Route) =>
  (Reflect.getMetadata(DESCRIBED, handler) as Description | undefined) ?? null

function operationsOf(route: Route): { path: string; method: string; operation: Operation }[] {
  const description = descriptionOf(route)
  if (!description) return []
  const { each } = description
  if (!each) return [{ path: templateOf(route.path), method: route.method, operation: operationOf(route, description) }]
  return Object.entries(each.of).map(([value, own]) => ({
    path: templateOf(route.path.replace(`:${each.parameter}`, value)),
    method: route.method,
    operation: operationOf(
      route,
      { ...description, ...own, refuses: [...(description.refuses ?? []), ...(own.refuses ?? [])] },
      value,
    ),
  }))
}

function operationOf(route: Route, description: Description, variant?: string): Operation {
  const permissions = route.permissions.map((permission) => PERMISSIONS[permission].label)
  return {
    summary: description.summary,
    operationId: [route.name, variant].filter(Boolean).join('.'),
    tags: [tagOf(route.path)],
    ...(permissions.length && { description: `需要权限：${permissions.join(' 或 ')}` }),
    security: route.isPublic ? [] : [{ session: [] }],
    parameters: parametersOf(route, description, variant !== undefined),
    ...(description.sends && { requestBody: streamOf(description.sends) }),
    ...(description.takes && { requestBody: bodyOf(description.takes) }),
    responses: {
      [statusOf(route, description)]: success(description),
      ...(description.cached && { 304: { description: '没有变化' } }),
      ...problems(route, description),
    },
  }
}

function bodyOf(input: InputClass): Operation['requestBody'] {
  const schema = schemaOf(input)
  return { required: (schema['required'] as string[]).length > 0, content: json(schema) }
}

const STREAM = { schema: { type: 'string' } }
const streamOf = (media: string): Operation['requestBody'] => ({
  required: true,
  content: { [media]: STREAM },
})

const templateOf = (path: string) => path.replace(/:(\w+)/g, '{$1}')
const tagOf = (path: string) => path.split('/').filter((part) => !['', 'api', 'v1'].includes(part))[0] ?? 'api'
const json = (schema: JsonSchema) => ({ 'application/json': { schema } })
const isWrite = ({ method }: Route) => !['GET', 'HEAD'].includes(method)

function parametersOf(route: Route, { each, query, versioned }: Description, fixed: boolean): Operation['parameters'] {
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name!)
  return [
    ...names
      .filter((name) => !fixed || name !== each?.parameter)
      .map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...Object.entries(query ?? {}).map(([name, schema]) => ({ name, in: 'query', required: false, schema })),
    ...(isWrite(route) ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: KEY }] : []),
    ...(versioned ? [{ name: 'If-Match', in: 'header', required: true, schema: VERSION }] : []),
  ]
}

const KEY = { type: 'string', minLength: 8, maxLength: 100, pattern: '^[\\x21-\\x7e]+$' }
const VERSION = { type: 'string', pattern: '^"?[1-9]\\d*"?$' }

function statusOf({ handler, method }: Route, { answers, media }: Description): number {
  const declared = Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined
  return declared ?? (answers || media ? (method === 'POST' ? 201 : 200) : 204)
}

function success({ answers, media }: Description): Response {
  if (media) return { description: '成功', content: Object.fromEntries(media.map((each) => [each, STREAM])) }
  return { description: '成功', ...(answers && { content: json(answers.json) }) }
}

/** What a route can say no with: its own words, and those that come with being guarded, written to or having a body. */
function problems(route: Route, description: Description): Record<string, Response> {
  const byStatus = new Map<number, RefusalCode[]>()
  for (const code of new Set(refusalsOf(route, description)))
    byStatus.set(REFUSALS[code].status, [...(byStatus.get(REFUSALS[code].status) ?? []), code])
  return Object.fromEntries([...byStatus].sort(([a], [b]) => a - b).map(([status, codes]) => [status, problem(codes)]))
}

function refusalsOf(route: Route, { takes, query, versioned, refuses = [] }: Description): RefusalCode[] {
  return [
    ...refuses,
    'malformed',
    'busy',
    'tooMany',
    'unexpected',
    ...(route.isPublic ? [] : (['signInNeeded', 'passwordChangeNeeded', 'forbidden'] as const)),
    ...(isWrite(route) ? (['idempotencyNeeded', 'forbidden', 'mediaUnknown', 'tooLarge'] as const) : []),
    ...(isWrite(route) && !route.isPublic ? (['idempotencyMismatch'] as const) : []),
    ...(takes && fieldsOf(takes).some(({ kind }) => kind === 'files') ? (['fileGone'] as const) : []),
    ...(takes || query ? (['invalidInput'] as const) : []),
    ...(versioned ? (['versionNeeded', 'stale', 'notNow'] as const) : []),
    ...(route.path.includes(':') ? (['notFound'] as const) : []),
  ]
}

function problem(codes: RefusalCode[]): Response {
  const retry = codes.some((code) => code === 'busy' || code === 'tooMany')
  return {
    description: codes.map((code) => `${code}：${REFUSALS[code].message}`).join('\n'),
    ...(retry && { headers: { 'Retry-After': { schema: { type: 'integer' } } } }),
    content: json({
      type: 'object',
      properties: {
        code: { type: 'string', enum: codes },
        message: { type: 'string' },
        detail: {},
        requestId: { type: 'string' },
      },
      required: ['code', 'message', 'requestId'],
      additionalProperties: false,
    }),
  }
}
