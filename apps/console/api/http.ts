import { newKey } from './intention'
import { ApiProblem, offline, problemFrom } from './problem'
import { signInAgain } from './session'

export interface Sending {
  body?: unknown
  /** The version of the ticket this person saw. */
  version?: number
  /** One per user intention: sent again on every retry, so that retrying never acts twice. */
  intention?: string
  signal?: AbortSignal
  /** False where a refused session is an answer, not an interruption. */
  gate?: boolean
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The one way to the API: retries what is safe to retry, and waits for a new sign-in when the session has ended. */
export async function call<T>(method: Method, path: string, sending: Sending = {}): Promise<T> {
  const request = requestFor(method, sending)
  for (let attempt = 1; ; attempt++) {
    const outcome = await once(path, request, sending.signal)
    if (outcome instanceof Response) return outcome.status === 204 ? (undefined as T) : ((await outcome.json()) as T)
    if (outcome.code === 'signInNeeded' && sending.gate !== false) await signInAgain()
    else if (passing(outcome) && attempt < ATTEMPTS) await pause(attempt, outcome)
    else throw outcome
  }
}

export const get = <T>(path: string, signal?: AbortSignal) => call<T>('GET', path, { signal })

/** Query text without the empty values. */
export function withQuery(path: string, values: Record<string, string | number | null | undefined>): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) if (value) query.set(key, String(value))
  return query.size ? `${path}?${query}` : path
}

const ATTEMPTS = 4
const PATIENCE = 20_000

function requestFor(method: Method, { body, version, intention }: Sending): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (method !== 'GET') headers['idempotency-key'] = intention ?? newKey()
  if (version !== undefined) headers['if-match'] = `"${version}"`
  return { method, headers, credentials: 'same-origin', body: body === undefined ? undefined : JSON.stringify(body) }
}

async function once(path: string, request: RequestInit, signal?: AbortSignal): Promise<Response | ApiProblem> {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), PATIENCE)
  const cancel = () => limit.abort()
  signal?.addEventListener('abort', cancel)
  try {
    const response = await fetch(`/api/v1${path}`, { ...request, signal: limit.signal })
    return response.ok ? response : await problemFrom(response)
  } catch (error) {
    if (signal?.aborted) throw error
    return offline()
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', cancel)
  }
}

/** Says nothing about the request itself: the same one may well succeed in a moment. */
const passing = (problem: ApiProblem) => ['offline', 'busy', 'tooMany'].includes(problem.code)

function pause(attempt: number, problem: ApiProblem): Promise<void> {
  const base = problem.code === 'offline' ? 400 : 1000
  return new Promise((resume) => setTimeout(resume, base * 2 ** (attempt - 1) * (0.5 + Math.random())))
}
