import { Body, Controller, Delete, HttpCode, Inject, Post, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { SignInInput } from '#domain/inputs'
import { parse } from '#domain/parse'
import { Refusal } from '#domain/refusals'
import type { Me } from '#domain/views'
import { CONFIG, type Config } from '#platform/config'
import { Allow, BeforePasswordChange, Caller, Public } from '#platform/guard'
import { Describe } from '#platform/openapi/describe'
import * as views from '#platform/openapi/views'
import { callerOf } from '#platform/request'
import { Sessions, type SignedIn } from '#platform/sessions'
import { SignIn } from '#services/people/sign-in'
import { clearSessionCookie, setSessionCookie } from './cookie'
import { MeView } from './me'

/** Signing in and out. */
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly me: MeView,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Public()
  @Describe('登录', { takes: SignInInput, answers: views.Me, refuses: ['signInFailed', 'locked'] })
  @Post()
  @HttpCode(200)
  async begin(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const token = await this.signIn.signIn(parse(SignInInput, body), callerOf(request))
    const signedIn = await this.sessions.actorOf(token)
    if (!signedIn) throw new Refusal('signInFailed')
    setSessionCookie(reply, token, this.config)
    return this.me.of(signedIn)
  }

  @Allow('self.use')
  @Describe('退出登录')
  @BeforePasswordChange()
  @Delete()
  @HttpCode(204)
  async end(
    @Caller() { session }: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signIn.signOut(session, callerOf(request))
    this.sessions.end(session.hash)
    clearSessionCookie(reply, this.config)
  }
}
