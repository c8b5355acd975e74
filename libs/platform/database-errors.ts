import { Refusal, type RefusalCode } from '#domain/refusals'

/** Two people at once: the database let one win; what the other is told. By name of the constraint. */
export const RACES: Record<string, RefusalCode> = {
  assignment_one_lead: 'stale',
  assignment_one_open: 'unitTwice',
  ticket_channel_ref: 'channelRefTaken',
  reply_one_standing: 'notNow',
  callback_once: 'stale',
  clock_once: 'stale',
  consent_pkey: 'notNow',
  consultation_item_listed: 'alreadyListed',
  consultation_item_planned: 'meetingOver',
}

/** The database cannot right now, or this statement took too long: trying again later makes sense. */
const BUSY = /^(08\w{3}|40001|40P01|53\w{3}|55P03|57014|57P0[1-5]|25P0[34])$/
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'ENOENT'])
const BROKEN =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|connection is insecure)/

/** What a failure of the database means to the caller; null when it is a bug of ours. */
export function refusalOfDatabase(error: Error): Refusal | null {
  const { code, constraint, syscall, severity } = error as Error & Record<string, string | undefined>
  const race = constraint && RACES[constraint]
  if (race && (code === '23505' || code === '23P01' || code === '23514')) return new Refusal(race)
  // FATAL ends a connection or never let it begin: the database's trouble, not the statement's.
  if (severity === 'FATAL' || (code && BUSY.test(code))) return new Refusal('busy')
  if (BROKEN.test(error.message) || (syscall && UNREACHABLE.has(code ?? ''))) return new Refusal('busy')
  return null
}

/** An error without what it quotes: PostgreSQL repeats values in message and detail, TypeORM the parameters. */
export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, constraint, table, column, routine } = error as Error & Record<string, string | undefined>
  const quoting = code !== undefined && /^[0-9A-Z]{5}$/.test(code)
  const stack = error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n')
  return {
    type: error.constructor.name,
    message: quoting ? undefined : error.message,
    code,
    constraint,
    table,
    column,
    routine,
    stack,
  }
}
