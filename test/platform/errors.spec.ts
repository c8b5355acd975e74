import { request } from 'node:http'
import { Controller, Get, Injectable, Module } from '@nestjs/common'
import { PassThrough } from 'node:stream'
import { Database } from '#data/database'
import { REFUSALS } from '#domain/refusals'
import { Public } from '#platform/guard'
import { startApi, type TestApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'

@Injectable()
@Public()
@Controller('trouble')
class Trouble {
  constructor(private readonly db: Database) {}

  @Get('bug')
  bug() {
    throw new TypeError('苏日娜 13900001234')
  }

  @Get('thing')
  thing() {
    throw { phone: '13900001234' }
  }

  @Get('quoting')
  quoting() {
    return this.db.query(`SELECT '13900001234'::int`)
  }

  @Get('race')
  async race() {
    await this.db.query('CREATE SCHEMA racing')
    await this.db.query('CREATE TABLE racing.row (id int CONSTRAINT assignment_one_open UNIQUE)')
    return this.db.query('INSERT INTO racing.row VALUES (1), (1)')
  }

  @Get('slow')
  slow() {
    return this.db.query('SELECT pg_sleep(20)')
  }

  @Get('gone')
  gone() {
    return this.db.query('SELECT pg_terminate_backend(pg_backend_pid())')
  }
}

@Module({ controllers: [Trouble] })
class TroubleModule {}

let database: TestDatabase
let api: TestApi
let logs = ''

beforeAll(async () => {
  database = await freshDatabase()
  const logTo = new PassThrough().on('data', (chunk) => (logs += String(chunk)))
  const config = { statementSeconds: 1, poolSize: 2, logLevel: 'info' } as const
  api = await startApi({ databaseUrl: database.url, also: [TroubleModule], logTo, config })
})
afterAll(async () => {
  await api?.stop()
  await database?.drop()
})

const problem = (code: keyof typeof REFUSALS) => ({
  code,
  message: REFUSALS[code].message,
  requestId: expect.stringMatching(/^[\w-]{8,64}$/),
})

describe('what Fastify cannot take in is told in our words', () => {
  test.each([
    ['malformed', 400, (a: TestApi) => a.stranger().post('/api/v1/session').type('json').send('{"login":')],
    ['malformed', 400, (a: TestApi) => a.stranger().post('/api/v1/session').type('json').send('{"__proto__":{}}')],
    ['mediaUnknown', 415, (a: TestApi) => a.stranger().post('/api/v1/session').type('text').send('login')],
    ['mediaUnknown', 415, (a: TestApi) => a.stranger().post('/api/v1/session').type('form').send('login=a')],
    [
      'tooLarge',
      413,
      (a: TestApi) =>
        a
          .stranger()
          .post('/api/v1/session')
          .send({ login: 'x'.repeat(2_000_000) }),
    ],
    ['notFound', 404, (a: TestApi) => a.stranger().get('/api/v1/nothing-here')],
    ['methodUnknown', 405, (a: TestApi) => a.stranger().put('/api/v1/session')],
    ['malformed', 400, (a: TestApi) => a.stranger().get('/api/v1/%E0%A4%A')],
    ['invalidInput', 400, (a: TestApi) => a.stranger().post('/api/v1/session').send([])],
  ] as const)('%s', async (code, status, ask) => {
    const answer = await ask(api)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject(problem(code))
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  })

  test('a method of another world', async () => {
    expect(await statusOf('PROPFIND', '/api/v1/me')).toBe(405)
    expect(await statusOf('GARBAGE', '/api/v1/me')).toBe(400)
  })
})

describe('what goes wrong inside is told to the log, not to the caller', () => {
  test.each(['bug', 'thing', 'quoting'])('%s', async (what) => {
    const { body } = await api.stranger().get(`/trouble/${what}`).set('X-Request-Id', `looking-for-${what}`).expect(500)
    expect(body).toEqual({ ...problem('unexpected'), requestId: `looking-for-${what}` })
    const line = logs.split('\n').find((each) => each.includes(`looking-for-${what}`) && each.includes('"err"'))
    expect(JSON.parse(line!)).toMatchObject({ level: 'error', route: `/trouble/${what}` })
  })

  test('a database error is logged without the value it quotes', async () => {
    const line = logs.split('\n').find((each) => each.includes('looking-for-quoting') && each.includes('"err"'))!
    expect(JSON.parse(line).err).toMatchObject({ code: '22003', stack: expect.stringContaining('at ') })
    expect(line).not.toContain('13900001234')
  })
})

describe('what the database cannot do right now', () => {
  test('a race it decided is told as what it means', async () => {
    expect((await api.stranger().get('/trouble/race').expect(400)).body).toMatchObject(problem('unitTwice'))
  })

  test('a statement that takes too long: try again later', async () => {
    const answer = await api.stranger().get('/trouble/slow').expect(503)
    expect(answer.body).toMatchObject(problem('busy'))
    expect(answer.headers['retry-after']).toBe('1')
  })

  test('a lost connection, and the next one works', async () => {
    expect((await api.stranger().get('/trouble/gone').expect(503)).body.code).toBe('busy')
    await api.stranger().get('/health/ready').expect(200)
  })
})

test('a request id of the caller is kept, anything else is not', async () => {
  const asked = async (id: string) =>
    (await api.stranger().get('/health/live').set('X-Request-Id', id)).headers['x-request-id']
  expect(await asked('from-the-proxy-1')).toBe('from-the-proxy-1')
  expect(await asked('13900001234')).not.toContain('139')
})

function statusOf(method: string, path: string): Promise<number> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(api.url)
    const asking = request({ hostname, port, path, method }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode!))
    })
    asking.on('error', () => resolve(400))
    asking.end()
  })
}
