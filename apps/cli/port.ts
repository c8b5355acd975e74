import { createServer } from 'node:net'
import { Trouble } from '#platform/postgres/trouble'
import { say } from './say'

const DEFAULT_PORT = 3080

/** The port to answer on: the one asked for or nothing; without a wish the first free one from 3080 on. */
export async function choosePort(asked: string | undefined, host: string): Promise<number> {
  if (asked === undefined || asked === '') return firstFree(DEFAULT_PORT, host)
  const port = Number(asked)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Trouble(`PORT 应是 1 到 65535 之间的整数，现在是“${asked}”。`, '例如：PORT=8080 npm start')
  if (await isFree(port, host)) return port
  throw new Trouble(
    `端口 ${port} 无法使用：已被其他程序占用，或没有权限。`,
    '请停止那个程序，或换一个端口，例如：PORT=8080 npm start',
  )
}

async function firstFree(from: number, host: string): Promise<number> {
  for (let port = from; port < from + 100; port++) {
    if (!(await isFree(port, host))) continue
    if (port !== from) say(`端口 ${from} 已被其他程序占用，改用 ${port}`)
    return port
  }
  throw new Trouble(`端口 ${from} 到 ${from + 99} 都被占用。`, '请用 PORT 指定一个空闲端口，例如：PORT=8080 npm start')
}

/** On every address as well: another program's page under the same port would only confuse. */
async function isFree(port: number, host: string): Promise<boolean> {
  return (await canListen(port, host)) && (await canListen(port))
}

function canListen(port: number, host?: string): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen({ port, host }, () => server.close(() => done(true)))
  })
}
