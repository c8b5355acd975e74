import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query, Req } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#domain/access'
import { NewPersonInput, PersonInput, RolesInput } from '#domain/inputs'
import { Refusal } from '#domain/refusals'
import type { Page, PersonCreated, PersonView } from '#domain/views'
import { Acting, Allow, IdempotencyKey } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import { AFTER, limit, words } from '#platform/openapi/query'
import * as views from '#platform/openapi/views'
import { Sessions } from '#platform/sessions'
import { type Managed, People } from '#services/people/people'
import { limitOf, textOf, wholeOf } from '../query'

/** Accounts, kept by the system administrator. */
@Allow('person.manage')
@Controller('api/v1/people')
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly sessions: Sessions,
  ) {}

  @Describe('人员列表', {
    answers: views.PersonPage,
    query: { q: words(40), unit: { type: 'integer', minimum: 1 }, after: AFTER, limit: limit(100) },
    refuses: ['cursorInvalid'],
  })
  @Get()
  list(@Query() query: Record<string, unknown>): Promise<Page<PersonView>> {
    return this.people.page({
      q: textOf('q', query['q'], 40)?.trim() || null,
      unitId: wholeOf('unit', query['unit'], 0) || null,
      after: textOf('after', query['after'], 200),
      limit: limitOf(query['limit']),
    })
  }

  @Describe('新增人员，初始密码只显示这一次', {
    takes: NewPersonInput,
    answers: views.PersonCreated,
    refuses: ['unitUnknown', 'loginTaken', 'roleReserved'],
  })
  @Post()
  add(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Req() { id: requestId }: FastifyRequest,
    @Body() body: unknown,
  ): Promise<PersonCreated> {
    return this.people.add({ actor, idempotencyKey, requestId }, body)
  }

  @Describe('修改、停用或启用人员', {
    takes: PersonInput,
    answers: views.PersonView,
    refuses: ['unitUnknown', 'roleReserved'],
  })
  @Patch(':id')
  async change(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Req() { id: requestId }: FastifyRequest,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<PersonView> {
    return this.after(this.people.change({ actor, idempotencyKey, requestId }, personId(id), body))
  }

  @Describe('设定角色', { takes: RolesInput, answers: views.PersonView, refuses: ['roleReserved'] })
  @Put(':id/roles')
  setRoles(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Req() { id: requestId }: FastifyRequest,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<PersonView> {
    return this.after(this.people.setRoles({ actor, idempotencyKey, requestId }, personId(id), body))
  }

  @Describe('重置密码，新的初始密码只显示这一次', { answers: views.PersonCreated, refuses: ['roleReserved'] })
  @HttpCode(200)
  @Post(':id/password-reset')
  resetPassword(
    @Acting() actor: Actor,
    @IdempotencyKey() idempotencyKey: string,
    @Req() { id: requestId }: FastifyRequest,
    @Param('id') id: string,
  ): Promise<PersonCreated> {
    return this.after(this.people.resetPassword({ actor, idempotencyKey, requestId }, personId(id)))
  }

  /** Sessions that ended in the database end here at once, sockets with them. */
  private async after<T>(work: Promise<Managed<T>>): Promise<T> {
    const { answer, ended } = await work
    for (const hash of ended) this.sessions.end(hash)
    return answer
  }
}

function personId(raw: string): number {
  if (!/^[1-9]\d{0,8}$/.test(raw)) throw new Refusal('notFound')
  return Number(raw)
}
