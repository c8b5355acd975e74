import type { FastifyRequest } from 'fastify'
import type { SignedIn } from './sessions'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard on every route that is not public. */
    signedIn: SignedIn | null
    /** The ticket this request was about, for the log line. */
    ticketId: string | null
    startedAt: number
  }
}

export const SESSION_COOKIE = 'jiban_session'

/** The session token in a Cookie header, of a request or of a socket's handshake. */
export function tokenOf(cookies: string | undefined): string | null {
  for (const part of cookies?.split(';') ?? []) {
    const [name, value] = part.trim().split('=', 2)
    if (name === SESSION_COOKIE && value && /^[\w-]{43}$/.test(value)) return value
  }
  return null
}

export interface Caller {
  address: string
  agent: string
  requestId: string
}

/** Where a request came from, as it is kept in sessions and audit rows. */
export function callerOf(request: FastifyRequest): Caller {
  return {
    address: request.ip,
    agent: String(request.headers['user-agent'] ?? '').slice(0, 200),
    requestId: request.id,
  }
}
