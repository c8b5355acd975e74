import type { AssignmentView } from '#domain/views'
import { ASSIGNMENT_ACTIONS, TICKET_ACTIONS } from '#domain/workflow/actions'
import { openApi, type Operation } from '#platform/openapi/document'
import { routesOf } from '#platform/routes'
import type { Agent, TestApi } from '../world/api'
import { traces, WHO } from './poison'

/** Asks for everything, and finds nothing in what comes back: neither who it is nor the tokens they are found by. */
export class Snoop {
  constructor(
    private readonly api: TestApi,
    private readonly tokens: readonly string[],
  ) {}

  /** Nothing in the body, nothing in the headers. */
  expectNothing(what: string, answer: { text?: string; headers: object }) {
    expect([what, traces(`${answer.text ?? ''} ${JSON.stringify(answer.headers)}`, this.tokens)]).toEqual([what, []])
  }

  /** Every GET there is, with every id there is, and what somebody curious would ask for. */
  async walk(someone: Agent, who: string, ids: string[]): Promise<number> {
    const document = openApi(routesOf(this.api.app))
    const asked = Object.entries(document.paths).flatMap(([path, methods]) =>
      methods['get'] ? addresses(path, methods['get'], ids) : [],
    )
    for (const [path, query] of asked)
      this.expectNothing(`${who}: GET ${path} ${JSON.stringify(query)}`, await someone.get(path).query(query))
    return asked.length
  }

  /** Every action by its address, right and wrong, offered or not. */
  async tryEverything(someone: Agent, who: string, id: string, assignments: AssignmentView[]) {
    const targets = [
      ...Object.keys(TICKET_ACTIONS).map((action) => ({ action, path: `tickets/${id}` })),
      ...Object.keys(ASSIGNMENT_ACTIONS).flatMap((action) =>
        assignments.map((each) => ({ action, path: `assignments/${each.id}` })),
      ),
    ]
    for (const { action, path } of targets)
      for (const [version, body] of [
        ['1', {}],
        ['1', { note: 1 }],
        ['999999', {}],
      ] as const) {
        const answer = await someone
          .post(`/api/v1/${path}/actions/${action}`)
          .set('If-Match', `"${version}"`)
          .send(body)
        this.expectNothing(`${who}: ${action} on ${path}`, answer)
      }
    for (const field of ['phone', 'name', 'identity']) {
      const answer = await someone.post(`/api/v1/tickets/${id}/reveal`).send({ field, reason: '想知道是谁' })
      expect([who, answer.body.code]).toEqual([who, expect.stringMatching(/^(relayNeeded|forbidden|notFound)$/)])
      this.expectNothing(`${who}: reveal ${field}`, answer)
    }
  }
}

export const CURIOUS = [WHO.name, '图雅', WHO.phone, '2345', WHO.identity]

function addresses(path: string, { parameters }: Operation, ids: string[]): [string, Record<string, string>][] {
  const names = parameters.filter(({ in: where }) => where === 'query').map(({ name, schema }) => ({ name, schema }))
  const queries: Record<string, string>[] = [{}]
  for (const { name, schema } of names) {
    if (Array.isArray(schema['enum'])) queries.push(...schema['enum'].map((word) => ({ [name]: String(word) })))
    else queries.push(...[...CURIOUS, ids[0]!].map((word) => ({ [name]: word })))
  }
  const paths = /\{\w+\}/.test(path) ? ids.map((id) => path.replace(/\{\w+\}/g, id)) : [path]
  return paths.flatMap((each) => queries.map((query) => [each, query] as [string, Record<string, string>]))
}
