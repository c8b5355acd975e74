import { connect, type Socket } from 'node:net'
import { answerParent, keepBusy } from './child'

/** Requests to send again and again, over as many connections as asked. */
export interface HttpLoad {
  port: number
  cookie: string
  connections: number
  seconds: number
  requests: { method: 'GET' | 'POST'; path: string; body?: string }[]
  /** What a good answer's status is. */
  expect: number
}

const HEAD_END = Buffer.from('\r\n\r\n')
/** The place in a prepared request where each sending writes digits of its own. */
const MARK = '#'.repeat(9)

/**
 * HTTP/1.1 over bare sockets, without pipelining: the load generator shares the cores with what it measures, so it does
 * no more than a request needs. Each POST gets an Idempotency-Key and, where the body has room for it, a telephone of its own.
 */
answerParent<HttpLoad>(async (load) => {
  const prepared = load.requests.map((request) => new Prepared(request, load))
  const lines = await Promise.all([...Array(load.connections).keys()].map((place) => Line.open(load.port, place)))
  try {
    return await keepBusy(
      lines.map((line) => () => line.exchange(prepared, load.expect)),
      load.seconds,
    )
  } finally {
    for (const line of lines) line.close()
  }
})

let serial = 0

class Prepared {
  private readonly bytes: Buffer
  private readonly marks: number[] = []

  constructor({ method, path, body = '' }: HttpLoad['requests'][number], { cookie, port }: HttpLoad) {
    const key = method === 'POST' ? `Idempotency-Key: bench-${MARK}\r\nContent-Type: application/json\r\n` : ''
    const length = method === 'POST' ? `Content-Length: ${Buffer.byteLength(body)}\r\n` : ''
    const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\n${key}${length}\r\n`
    this.bytes = Buffer.from(head + body)
    for (let at = this.bytes.indexOf(MARK); at >= 0; at = this.bytes.indexOf(MARK, at + MARK.length))
      this.marks.push(at)
  }

  next(): Buffer {
    if (!this.marks.length) return this.bytes
    const copy = Buffer.from(this.bytes)
    const digits = String(serial++).padStart(MARK.length, '0')
    for (const at of this.marks) copy.write(digits, at, 'latin1')
    return copy
  }
}

class Line {
  private got: Buffer = Buffer.alloc(0)
  private finished: ((fault?: Error) => void) | null = null
  private count: number

  private constructor(
    private readonly socket: Socket,
    place: number,
  ) {
    this.count = place * 7
    socket.setNoDelay(true)
    socket.on('data', (bytes) => this.take(bytes))
    socket.on('close', () => this.finished?.(new Error('the API closed a connection')))
  }

  static open(port: number, place: number): Promise<Line> {
    return new Promise((done, fail) => {
      const socket = connect(port, '127.0.0.1', () => done(new Line(socket, place)))
      socket.once('error', fail)
    })
  }

  exchange(prepared: readonly Prepared[], expected: number): Promise<void> {
    return new Promise((done, fail) => {
      this.finished = (fault) => {
        this.finished = null
        const status = this.got.toString('latin1', 9, 12)
        const wrong = fault ?? (status === String(expected) ? null : new Error(`${status}: ${this.got.toString()}`))
        this.got = Buffer.alloc(0)
        if (wrong) fail(wrong)
        else done()
      }
      this.socket.write(prepared[this.count++ % prepared.length]!.next())
    })
  }

  close() {
    this.finished = null
    this.socket.destroy()
  }

  /** An answer is whole when as many bytes follow its head as the head says. */
  private take(bytes: Buffer) {
    this.got = this.got.length ? Buffer.concat([this.got, bytes]) : bytes
    const end = this.got.indexOf(HEAD_END)
    if (end < 0) return
    const length = Number(/content-length: (\d+)/i.exec(this.got.toString('latin1', 0, end))?.[1] ?? NaN)
    if (Number.isNaN(length)) this.finished?.(new Error('an answer without a length'))
    else if (this.got.length >= end + HEAD_END.length + length) this.finished?.()
  }
}
