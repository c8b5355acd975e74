import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { answerParent } from './child'

/** A server that does nothing but tell everybody: what the product's sockets are measured against. */
export type SocketRaw = { listen: true } | { tell: number }

const http = createServer()
const server = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false })
server.on('connection', (socket) => {
  socket.on('resume', () => {
    void socket.join('center')
    socket.emit('resync', { cursor: '0' })
  })
})

answerParent<SocketRaw>(async (wanted) => {
  if ('listen' in wanted) {
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    return (http.address() as AddressInfo).port
  }
  const at = performance.timeOrigin + performance.now()
  server.to('center').emit('event', { cursor: 'c0ffee', ticketId: '0', seq: wanted.tell, kind: 'register' })
  return at
})
