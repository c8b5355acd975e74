import { Inject, Injectable } from '@nestjs/common'
import { Database } from '#data/database'
import { permissionsOf } from '#domain/access'
import type { Me } from '#domain/views'
import { CONFIG, type Config } from '#platform/config'
import type { SignedIn } from '#platform/sessions'

/** What the console shows of whoever is signed in. */
@Injectable()
export class MeView {
  constructor(
    private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async of({ session, mustChangePassword }: SignedIn): Promise<Me> {
    const [region] = await this.db.query<Me['region']>('SELECT code, name FROM region', [], 'region-name')
    return {
      person: {
        id: session.personId,
        login: session.login,
        name: session.name,
        desk: session.desk,
        mustChangePassword,
      },
      unit: { id: session.unitId, name: session.unitName, kind: session.unitKind },
      roles: session.roles,
      permissions: permissionsOf(session.roles),
      region: region ?? { code: '', name: '' },
      session: { expiresAt: session.expiresAt.toISOString(), idleMinutes: this.config.idleMinutes },
      now: new Date().toISOString(),
    }
  }
}
