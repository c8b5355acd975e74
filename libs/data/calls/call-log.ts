import type { Sql } from '../database'
import { type News, type NewsRow, newsIn, newsOf } from '../event-log'
import type { Place } from '../place'

/** That something happened to a call; what, whoever may know asks the API. */
export interface LoggedCall {
  callId: string
}

/** What happened to calls since a place; the same promise as `eventsSince`. */
export async function callsSince(sql: Sql, from: Place): Promise<News<LoggedCall>> {
  const rows = await sql.query<CallNews>(CALLS_SINCE, [from.running, from.xmax], 'calls-since')
  return newsOf(rows, ({ call_id }) => ({ callId: call_id! }))
}

interface CallNews extends NewsRow {
  call_id: string | null
}

const CALLS_SINCE = newsIn('call_event', 'id::text, call_id::text')
