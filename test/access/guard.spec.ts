import { Controller, Get, Module } from '@nestjs/common'
import { Allow, Public } from '#platform/guard'
import { startApi } from '../world/api'
import { freshDatabase, type TestDatabase } from '../world/database'

@Controller('somewhere')
class Forgotten {
  @Public()
  @Get('open')
  open() {
    return true
  }

  @Allow('self.use')
  @Get('guarded')
  guarded() {
    return true
  }

  @Get('forgotten')
  forgotten() {
    return true
  }
}

@Module({ controllers: [Forgotten] })
class Somewhere {}

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database?.drop())

test('a route that says nothing about who may use it stops the start, by name', async () => {
  const starting = startApi({ databaseUrl: database.url, also: [Somewhere] })
  await expect(starting).rejects.toThrow(
    'Routes without @Allow or @Public: GET /somewhere/forgotten (Forgotten.forgotten)',
  )
})
