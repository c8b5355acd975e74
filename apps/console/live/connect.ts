import { io, type Socket } from 'socket.io-client'
import type { LiveEvent } from '#domain/views'
import { learnTime } from '../api/clock'
import { onSignedInAgain, signInAgain } from '../api/session'
import { setStatus } from './status'

export interface Heard {
  event(event: LiveEvent): void
  /** Something was missed, nobody knows what. */
  missed(): void
}

/** Follows the log over one socket: resumes from the last event it heard, so that a broken line loses nothing. */
export function connectLive(heard: Heard): () => void {
  const socket = io({
    transports: ['websocket'],
    reconnectionDelay: 800,
    reconnectionDelayMax: 20_000,
    randomizationFactor: 0.5,
  })
  let cursor: string | null = null

  socket.on('connect', () => {
    // Answered by what was missed and `resumed`, or by `resync`; only from then on events come.
    socket.emit('resume', { cursor })
    setStatus({ phase: 'live', beatAt: Date.now() })
  })
  const hear = (events: LiveEvent[]) => {
    cursor = events.at(-1)?.cursor ?? cursor
    setStatus({ beatAt: Date.now() })
    for (const event of events) heard.event(event)
  }
  socket.on('event', (event: LiveEvent) => hear([event]))
  socket.on('events', hear)
  socket.on('resumed', (resumed: { cursor: string }) => (cursor = resumed.cursor))
  socket.on('beat', (beat: { at: string; asOf: string | null; cursor?: string }) => {
    learnTime(beat.at)
    cursor = beat.cursor ?? cursor
    setStatus({ phase: 'live', beatAt: Date.now() - ageOf(beat) })
  })
  socket.on('resync', (resync?: { cursor?: string }) => {
    cursor = resync?.cursor ?? null
    heard.missed()
  })
  whenCut(socket)
  const stopWaiting = onSignedInAgain(() => !socket.connected && socket.connect())
  return () => {
    stopWaiting()
    socket.close()
  }
}

/** The line may be alive while the server itself has lost the log: what is on the screen is as old as its last look. */
function ageOf({ at, asOf }: { at: string; asOf: string | null }): number {
  return asOf ? Math.max(0, Date.parse(at) - Date.parse(asOf)) : 0
}

function whenCut(socket: Socket) {
  socket.on('signedOut', () => void signInAgain())
  socket.on('disconnect', (reason) => {
    setStatus({ phase: 'reconnecting' })
    // Cut by the server itself: socket.io does not try again on its own.
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 1000 + Math.random() * 4000)
  })
  socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    setStatus({ phase: 'reconnecting' })
    if (error.data?.code === 'signInNeeded' || error.message === 'signInNeeded') void signInAgain()
    else if (!socket.active) setTimeout(() => socket.connect(), 2000 + Math.random() * 6000)
  })
}
