import { Controller, Delete, Get, HttpCode, Inject, Param, Query, Req } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { Database } from '#data/database'
import { listSessions, type SessionRow } from '#data/people/sessions'
import { Refusal } from '#domain/refusals'
import type { Page, SessionView } from '#domain/views'
import { CONFIG, type Config } from '#platform/config'
import { Allow, Caller } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import * as views from '#platform/openapi/views'
import { callerOf } from '#platform/request'
import { Sessions, type SignedIn } from '#platform/sessions'
import { SignIn } from '#services/people/sign-in'

const PAGE = 50

/** Who is signed in, for the security administrator. */
@Allow('session.revoke')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly db: Database,
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Describe('在线会话', { answers: views.SessionPage, query: { after: { type: 'string' } }, refuses: ['notFound'] })
  @Get()
  async list(@Query('after') after?: string): Promise<Page<SessionView>> {
    if (after !== undefined) idOf(after)
    const rows = await listSessions(this.db, this.config.idleMinutes, after ?? null, PAGE)
    const items = rows.map(viewOf)
    return { items, next: items.length === PAGE ? items[PAGE - 1]!.id : null }
  }

  @Describe('强制下线')
  @Delete(':id')
  @HttpCode(204)
  async end(@Param('id') id: string, @Caller() { session }: SignedIn, @Req() request: FastifyRequest): Promise<void> {
    this.sessions.end(await this.signIn.revoke(session, idOf(id), callerOf(request)))
  }
}

const viewOf = ({ createdAt, seenAt, expiresAt, ...row }: SessionRow): SessionView => ({
  ...row,
  createdAt: createdAt.toISOString(),
  seenAt: seenAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
})

function idOf(text: string): string {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Refusal('notFound')
  return text
}
