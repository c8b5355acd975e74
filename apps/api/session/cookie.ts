import type { FastifyReply } from 'fastify'
import type { Config } from '#platform/config'
import { SESSION_COOKIE } from '#platform/request'

export function setSessionCookie(reply: FastifyReply, token: string, config: Config): void {
  reply.header('Set-Cookie', cookie(reply, config, token, config.sessionHours * 3600))
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  reply.header('Set-Cookie', cookie(reply, config, '', 0))
}

/** Readable by no script, sent to no other site; over HTTPS only, unless the product itself is used over plain HTTP. */
function cookie({ request }: FastifyReply, { publicUrl }: Config, value: string, seconds: number): string {
  const secure = request.protocol === 'https' || publicUrl?.protocol === 'https:'
  const parts = [`${SESSION_COOKIE}=${value}`, 'Path=/', `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Strict']
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ')
}
