import { Body, Controller, Get, HttpCode, Inject, Put, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { PasswordInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import type { Me } from '#domain/views'
import { CONFIG, type Config } from '#platform/config'
import { Allow, BeforePasswordChange, Caller } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import * as views from '#platform/openapi/views'
import { callerOf } from '#platform/request'
import { Sessions, type SignedIn } from '#platform/sessions'
import { SignIn } from '#services/people/sign-in'
import { setSessionCookie } from './cookie'
import { MeView } from './me'

/** Whoever is signed in. */
@Allow('self.use')
@BeforePasswordChange()
@Controller('api/v1/me')
export class MeController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly me: MeView,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Describe('当前登录人', { answers: views.Me })
  @Get()
  read(@Caller() signedIn: SignedIn): Promise<Me> {
    return this.me.of(signedIn)
  }

  /** Ends all sessions of the person; the answer carries the cookie of a new one. */
  @Describe('修改密码', { takes: PasswordInput, refuses: ['signInFailed', 'locked', 'passwordWeak'] })
  @Put('password')
  @HttpCode(204)
  async changePassword(
    @Caller() { session }: SignedIn,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = await this.signIn.changePassword(session, parse(PasswordInput, body), callerOf(request))
    this.sessions.end(session.hash)
    setSessionCookie(reply, token, this.config)
  }
}
