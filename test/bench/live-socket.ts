import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** A console of the least possible cost: the WebSocket and socket.io frames it needs, by hand. */
export class LiveSocket {
  private rest: Buffer = Buffer.alloc(0)
  private open = false

  private constructor(
    private readonly wire: Socket,
    private readonly hear: (message: string) => void,
  ) {
    wire.setNoDelay(true)
    wire.on('data', (chunk) => this.take(chunk))
  }

  /** Resolves when the server has let it into its room. */
  static join(port: number, cookie: string, onMessage: (name: string, text: string) => void): Promise<LiveSocket> {
    return new Promise((joined, fail) => {
      const wire = connect(port, '127.0.0.1')
      wire.once('error', fail)
      const socket = new LiveSocket(wire, (message) => {
        if (message.startsWith('0')) socket.say('40')
        else if (message === '2') socket.say('3')
        else if (message.startsWith('44')) fail(new Error(`refused: ${message}`))
        else if (message.startsWith('40')) socket.say('42["resume",{"cursor":null}]')
        else if (message.startsWith('42["resync"')) joined(socket)
        else if (message.startsWith('42')) onMessage(message.slice(4, message.indexOf('"', 4)), message)
      })
      const key = randomBytes(16).toString('base64')
      wire.write(
        `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\n` +
          `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
      )
    })
  }

  close() {
    this.wire.destroy()
  }

  /** Clients mask what they send; a mask of zeros is one too. */
  private say(text: string) {
    const body = Buffer.from(text)
    this.wire.write(Buffer.concat([Buffer.from([0x81, 0x80 | body.length, 0, 0, 0, 0]), body]))
  }

  private take(chunk: Buffer) {
    this.rest = this.rest.length ? Buffer.concat([this.rest, chunk]) : chunk
    if (!this.open) {
      const end = this.rest.indexOf('\r\n\r\n')
      if (end < 0) return
      this.open = true
      this.rest = this.rest.subarray(end + 4)
    }
    for (let frame = this.frame(); frame !== null; frame = this.frame()) this.hear(frame)
  }

  private frame(): string | null {
    if (this.rest.length < 2) return null
    const short = this.rest[1]! & 0x7f
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    if (this.rest.length < head) return null
    const length =
      short < 126 ? short : short === 126 ? this.rest.readUInt16BE(2) : Number(this.rest.readBigUInt64BE(2))
    if (this.rest.length < head + length) return null
    const text = this.rest.toString('utf8', head, head + length)
    this.rest = this.rest.subarray(head + length)
    return text
  }
}
