import { answerParent } from './child'
import { LiveSocket } from './live-socket'

/** Opens sockets and keeps them, or says what they have heard. */
export type SocketLoad = { open: { port: number; cookie: string }[] } | { heard: true }

/** When each event arrived at each socket, in milliseconds of the wall clock. */
export interface Arrival {
  ticketId: string
  seq: number
  at: number
}

const AT_ONCE = 50
let arrivals: Arrival[] = []

answerParent<SocketLoad>(async (wanted) => {
  if ('heard' in wanted) {
    const heard = arrivals
    arrivals = []
    return heard
  }
  for (let n = 0; n < wanted.open.length; n += AT_ONCE)
    await Promise.all(wanted.open.slice(n, n + AT_ONCE).map(({ port, cookie }) => LiveSocket.join(port, cookie, hear)))
  return wanted.open.length
})

function hear(name: string, text: string) {
  if (!name.startsWith('event')) return
  const at = performance.timeOrigin + performance.now()
  const events = [(JSON.parse(text.slice(2)) as [string, Arrival | Arrival[]])[1]].flat()
  for (const { ticketId, seq } of events) arrivals.push({ ticketId, seq, at })
}
