import { io, type Socket } from 'socket.io-client'
import type { LiveEvent } from '#domain/views'
import { learnTime } from '../api/clock'
import { call } from '../api/http'
import { isCode } from '../api/problem'
import { onSignedInAgain, signInAgain } from '../api/session'
import { setStatus } from './status'

export interface Heard {
  events(events: LiveEvent[]): void
  /** Something was missed, nobody knows what. */
  missed(): void
  notice(): void
  calls(): void
}

interface Beat {
  at: string
  /** When the server last read the log to its end: what is on the screen is as old as that. */
  asOf?: string | null
  cursor?: string
}

/** Follows the log over one socket: resumes from the last event it heard, so that a broken line loses nothing. */
export function connectLive(heard: Heard): () => void {
  const socket = io({
    transports: ['websocket'],
    reconnectionDelay: 800,
    reconnectionDelayMax: 20_000,
    randomizationFactor: 0.5,
    // A line that swallows the handshake is given up early and tried again.
    timeout: 8_000,
  })
  let cursor: string | null = null
  const hear = (events: LiveEvent[]) => {
    cursor = events.at(-1)?.cursor ?? cursor
    setStatus({ phase: 'live', asOf: Date.now() })
    heard.events(events)
  }
  socket.on('connect', () => socket.emit('resume', { cursor }))
  socket.on('event', (event: LiveEvent) => hear([event]))
  socket.on('events', hear)
  socket.on('resumed', (from: { cursor: string }) => {
    cursor = from.cursor
    setStatus({ phase: 'live', asOf: Date.now() })
  })
  socket.on('resync', (from?: { cursor?: string }) => {
    cursor = from?.cursor ?? null
    setStatus({ phase: 'live', asOf: Date.now() })
    heard.missed()
  })
  socket.on('notice', () => heard.notice())
  socket.on('calls', () => heard.calls())
  socket.on('beat', (beat: Beat) => {
    cursor = beat.cursor ?? cursor
    learnTime(beat.at)
    const behind = beat.asOf ? new Date(beat.at).getTime() - new Date(beat.asOf).getTime() : 0
    setStatus({ phase: 'live', asOf: Date.now() - behind })
  })
  whenCut(socket)
  const stopWaiting = onSignedInAgain(() => !socket.connected && socket.connect())
  return () => {
    stopWaiting()
    socket.close()
  }
}

function whenCut(socket: Socket) {
  socket.on('signedOut', () => void askIfStillIn(socket))
  socket.on('disconnect', (reason) => {
    setStatus({ phase: 'reconnecting' })
    // Cut by the server itself: socket.io does not try again on its own.
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 1000 + Math.random() * 4000)
  })
  socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    setStatus({ phase: 'reconnecting' })
    if (error.data?.code === 'signInNeeded' || error.message === 'signInNeeded') void askIfStillIn(socket)
    else if (!socket.active) setTimeout(() => socket.connect(), 2000 + Math.random() * 6000)
  })
}

/** A changed password ends the old session and begins a new one: only when there is none left is the person asked. */
async function askIfStillIn(socket: Socket) {
  await new Promise((resume) => setTimeout(resume, 800))
  try {
    await call('GET', '/me', { gate: false })
    socket.connect()
  } catch (error) {
    if (isCode(error, 'signInNeeded')) void signInAgain()
    else setTimeout(() => socket.connect(), 5000)
  }
}
