import { HttpException } from '@nestjs/common'
import { Refusal, REFUSALS, type RefusalCode } from '#domain/refusals'
import type { Problem } from '#domain/views'
import { refusalOfDatabase } from './database-errors'

export interface Answer {
  status: number
  problem: Problem
  /** Seconds after which trying again makes sense. */
  retryAfter?: number
  /** Not one of our refusals: something to look into. */
  bug: boolean
}

/** What anybody is told about an error, over HTTP and sockets alike. Never more than the catalogue says. */
export function answerTo(error: unknown, requestId: string): Answer {
  const refusal = refusalOf(error)
  const code = refusal?.code ?? 'unexpected'
  const { status, message } = REFUSALS[code]
  const { retryAfter, ...detail } = (refusal?.detail ?? {}) as { retryAfter?: number }
  const shown = Object.keys(detail).length ? detail : undefined
  return {
    status,
    problem: { code, message, ...(shown && { detail: shown }), requestId },
    retryAfter: retryAfter ?? RETRY[code],
    bug: code === 'unexpected',
  }
}

const RETRY: Partial<Record<RefusalCode, number>> = { busy: 1, tooMany: 1 }

function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (!(error instanceof Error)) return null
  return refusalOfDatabase(error) ?? refusalOfStatus(statusOf(error))
}

/** Nest and Fastify say what is wrong with a request by a status. */
function statusOf(error: Error): number {
  if (error instanceof HttpException) return error.getStatus()
  return (error as { statusCode?: number }).statusCode ?? 500
}

const BY_STATUS: Record<number, RefusalCode> = {
  401: 'signInNeeded',
  403: 'forbidden',
  404: 'notFound',
  405: 'methodUnknown',
  413: 'tooLarge',
  415: 'mediaUnknown',
  429: 'tooMany',
  503: 'busy',
}

function refusalOfStatus(status: number): Refusal | null {
  const code = BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'malformed' : undefined)
  return code ? new Refusal(code) : null
}
