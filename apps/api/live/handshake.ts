import type { Socket } from 'socket.io'
import { REFUSALS, type RefusalCode } from '#domain/refusals'
import { tokenOf } from '#platform/request'
import type { Sessions, SignedIn } from '#platform/sessions'

/** What a socket carries once it is let in. */
export interface LiveSocketData {
  signedIn: SignedIn
  resumed: boolean
}

/**
 * Who may open a socket: a live session, on a page of ours. Guards do not run on connections, so this middleware is the
 * door; it answers with the same codes as the API.
 */
export async function admit(socket: Socket, sessions: Sessions): Promise<void> {
  const { origin, host, cookie } = socket.handshake.headers
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) throw refused('forbidden')
  const token = tokenOf(cookie)
  const signedIn = token ? await sessions.actorOf(token) : null
  if (!signedIn) throw refused('signInNeeded')
  if (signedIn.mustChangePassword) throw refused('passwordChangeNeeded')
  const data: LiveSocketData = { signedIn, resumed: false }
  socket.data = data
}

export function refused(code: RefusalCode): Error {
  return Object.assign(new Error(REFUSALS[code].message), { data: { code } })
}
