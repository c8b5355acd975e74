import { connect, type Socket } from 'node:net'
import type { AssignmentView } from '#domain/views'
import { answerParent, keepBusy } from './child'
import { apart, CALLBACK, CALLER, CENTRE, CONTACT, handlerOf, leadLast, type LifePlan, REPLY } from './life-plan'

/** What the load process is told: whom to ask, as whom, for what. */
export interface LifeLoad {
  port: number
  plan: LifePlan
  cookies: Record<string, string>
  connections: number
  seconds: number
}

/** Lives over bare sockets: each step waits for the answer of the one before, as people do. */
answerParent<LifeLoad>(async (load) => {
  const lines = await Promise.all([...Array(load.connections).keys()].map(() => Line.open(load)))
  try {
    return await keepBusy(
      lines.map((line) => () => live(line, load)),
      load.seconds,
    )
  } finally {
    for (const line of lines) line.close()
  }
})

let serial = Date.now() % 1_000_000_000

async function live(line: Line, { plan }: LifeLoad) {
  const n = serial++
  const { demand, units } = apart(plan.demands[n % plan.demands.length]!)
  const phone = `13${String(n % 1_000_000_000).padStart(9, '0')}`
  const taken = await line.post(CENTRE, 'tickets', { ...demand, requester: { ...demand.requester, phone } }, 201)
  const id = taken.ticketId
  let { version } = await line.post(CENTRE, `tickets/${id}/actions/dispatch`, { units }, 200, taken.version)
  const { assignments } = await line.get(CENTRE, `tickets/${id}`)
  for (const [action, body] of [
    ['sign', {}],
    ['contact', CONTACT],
    ['reply', REPLY],
  ] as const)
    // prettier-ignore
    for (const { id: own, unitId } of leadLast(assignments))
      ({ version } = await line.post(handlerOf(unitId), `assignments/${own}/actions/${action}`, body, 200, version))
  ;({ version } = await line.post(CENTRE, `tickets/${id}/actions/accept`, {}, 200, version))
  const contacted = assignments.map((each) => ({ assignmentId: each.id, contacted: true }))
  const end = await line.post(CALLER, `tickets/${id}/actions/callback`, { ...CALLBACK, contacted }, 200, version)
  if (end.state !== 'closed') throw new Error(`a life ended as ${end.state}`)
}

interface Answer {
  ticketId: string
  version: number
  state: string
  assignments: AssignmentView[]
}

const HEAD_END = Buffer.from('\r\n\r\n')
let keys = 0

class Line {
  private got: Buffer = Buffer.alloc(0)
  private finished: ((fault?: Error) => void) | null = null

  private constructor(
    private readonly socket: Socket,
    private readonly load: LifeLoad,
  ) {
    socket.setNoDelay(true)
    socket.on('data', (bytes) => this.take(bytes))
    socket.on('close', () => this.finished?.(new Error('the API closed a connection')))
  }

  static open(load: LifeLoad): Promise<Line> {
    return new Promise((done, fail) => {
      const socket = connect(load.port, '127.0.0.1', () => done(new Line(socket, load)))
      socket.once('error', fail)
    })
  }

  get = (login: string, path: string) => this.exchange(`GET /api/v1/${path} HTTP/1.1\r\n${this.who(login)}\r\n`, 200)

  post(login: string, path: string, body: object, expected: number, version?: number): Promise<Answer> {
    const text = JSON.stringify(body)
    const match = version === undefined ? '' : `If-Match: "${version}"\r\n`
    const head = `POST /api/v1/${path} HTTP/1.1\r\n${this.who(login)}${match}Idempotency-Key: life-${process.pid}-${keys++}\r\n`
    const sent = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
    return this.exchange(head + sent, expected)
  }

  close() {
    this.finished = null
    this.socket.destroy()
  }

  private who = (login: string) => `Host: 127.0.0.1:${this.load.port}\r\nCookie: ${this.load.cookies[login]}\r\n`

  private exchange(request: string, expected: number): Promise<Answer> {
    return new Promise((done, fail) => {
      this.finished = (fault) => {
        this.finished = null
        const [status, text] = [this.got.toString('latin1', 9, 12), this.got.toString()]
        this.got = Buffer.alloc(0)
        if (fault || status !== String(expected)) fail(fault ?? new Error(`${request.split('\r\n')[0]} ${text}`))
        else done(JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4)) as Answer)
      }
      this.socket.write(request)
    })
  }

  private take(bytes: Buffer) {
    this.got = this.got.length ? Buffer.concat([this.got, bytes]) : bytes
    const end = this.got.indexOf(HEAD_END)
    if (end < 0) return
    const length = Number(/content-length: (\d+)/i.exec(this.got.toString('latin1', 0, end))?.[1] ?? NaN)
    if (Number.isNaN(length)) this.finished?.(new Error('an answer without a length'))
    else if (this.got.length >= end + HEAD_END.length + length) this.finished?.()
  }
}
