import { REFUSALS, type RefusalCode } from '#domain/refusals'
import type { EventView, Problem } from '#domain/views'

/** What the API refused, as it said it; `offline` is ours, for a server nobody could reach. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.message)
  }

  get code() {
    return this.problem.code
  }
}

/** What happened to the ticket since the version this person saw. */
export interface Changes {
  version: number
  events: EventView[]
}

export const isCode = (error: unknown, ...codes: (RefusalCode | 'offline')[]): error is ApiProblem =>
  error instanceof ApiProblem && (codes as string[]).includes(error.code)

export function changesOf(error: unknown): Changes | null {
  return isCode(error, 'stale') ? (error.problem.detail as Changes) : null
}

/** Messages by field path, for the form to put beside its fields. */
export function faultsOf(error: unknown): Record<string, string[]> {
  if (!(error instanceof ApiProblem)) return {}
  const detail = error.problem.detail as { fields?: Record<string, string[]> } | undefined
  return detail?.fields ?? {}
}

export function wordsOf(error: unknown): string {
  if (isCode(error, 'dutyOutside')) return `${error.message}${(error.problem.detail as { why?: string })?.why ?? ''}`
  return error instanceof Error && error.message ? error.message : REFUSALS.unexpected.message
}

export const offline = () =>
  new ApiProblem(0, {
    code: 'offline',
    message: '无法连接服务器。已填写的内容会保留，请检查网络后重试。',
    requestId: '',
  })

export async function problemFrom(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => null)) as Problem | null
  return new ApiProblem(response.status, body?.code ? body : unexplained(response.status))
}

function unexplained(status: number): Problem {
  const code = status === 429 ? 'tooMany' : status >= 502 ? 'busy' : status === 401 ? 'signInNeeded' : 'unexpected'
  return { code, message: REFUSALS[code].message, requestId: '' }
}
