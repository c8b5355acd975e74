import { createParamDecorator, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import type { FastifyRequest } from 'fastify'
import { can, type Actor, type Permission } from '#domain/access'
import { Refusal } from '#domain/refusals'
import { tokenOf } from './request'
import { Sessions, type SignedIn } from './sessions'

export const ALLOW = 'jiban:allow'
export const PUBLIC = 'jiban:public'
const EARLY = 'jiban:early'

/** The route answers people who hold one of these permissions. */
export const Allow = (...permissions: [Permission, ...Permission[]]) => SetMetadata(ALLOW, permissions)

/** The route answers everybody, signed in or not. */
export const Public = () => SetMetadata(PUBLIC, true)

/** The route answers also those who must change their password first. */
export const BeforePasswordChange = () => SetMetadata(EARLY, true)

/** Who acts; only on routes with `@Allow`. */
export const Acting = createParamDecorator((_: unknown, context: ExecutionContext): Actor => signedInOf(context).actor)

/** Who acts, with the session. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): SignedIn => signedInOf(context))

/** The key under which a write is done once. The guard has checked that it is there. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  String(requestOf(context).headers['idempotency-key']),
)

/** Stands before every route. One that says neither `@Allow` nor `@Public` answers nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context)
    const says = <T>(key: string) =>
      this.reflector.getAllAndOverride<T>(key, [context.getHandler(), context.getClass()])
    refuseForeign(request)
    if (says(PUBLIC)) return true
    const token = tokenOf(request.headers.cookie)
    const signedIn = token && (await this.sessions.actorOf(token))
    if (!signedIn) throw new Refusal('signInNeeded')
    request.signedIn = signedIn
    if (signedIn.mustChangePassword && !says(EARLY)) throw new Refusal('passwordChangeNeeded')
    const allowed = says<Permission[]>(ALLOW) ?? []
    if (!allowed.some((permission) => can(signedIn.actor.roles, permission))) throw new Refusal('forbidden')
    return true
  }
}

const READS = ['GET', 'HEAD', 'OPTIONS']

/**
 * A foreign page cannot send what a write needs: the cookie is SameSite=Strict, Idempotency-Key is a header that a page
 * may only set on its own server, and a browser names the page's origin.
 */
function refuseForeign(request: FastifyRequest) {
  if (READS.includes(request.method)) return
  const { origin, 'idempotency-key': key } = request.headers
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.host))
    throw new Refusal('forbidden')
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,100}$/.test(key)) throw new Refusal('idempotencyNeeded')
}

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>()

function signedInOf(context: ExecutionContext): SignedIn {
  const found = requestOf(context).signedIn
  if (!found) throw new Refusal('signInNeeded')
  return found
}
