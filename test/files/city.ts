import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Database } from '#data/database'
import { FileStore } from '#data/file-store'
import { Region } from '#services/region'
import { type Agent, startApi, type TestApi } from '../world/api'
import { freshDatabase } from '../world/database'
import { memberOf } from '../world/members'
import { DEMAND, dispatchAsProposed, findPlace, type Place, register, ticketOf } from '../world/thread'

/** An API whose files lie in a folder of its own, and the people who send and look at them. */
export class FileCity {
  private constructor(
    readonly api: TestApi,
    readonly folder: string,
    readonly operator: Agent,
    readonly dispatcher: Agent,
    readonly place: Place,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(config: object = {}): Promise<FileCity> {
    const database = await freshDatabase()
    const folder = mkdtempSync(join(tmpdir(), 'jiban-files-'))
    const api = await startApi({
      databaseUrl: database.url,
      config: { logLevel: 'silent', filesFolder: folder, ...config },
    })
    const [operator, dispatcher] = [await api.as('operator'), await api.as('dispatcher')]
    return new FileCity(api, folder, operator, dispatcher, await findPlace(operator, true), async () => {
      await api.stop()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    })
  }

  get db() {
    return this.api.app.get(Database)
  }
  get store() {
    return this.api.app.get(FileStore)
  }

  unit = (id: number) => memberOf(this.api, id, 'handler')

  async dispatched(over: object = {}) {
    const { ticketId } = await register(this.operator, this.place, over)
    await dispatchAsProposed(this.dispatcher, ticketId)
    const { assignments } = await ticketOf(this.dispatcher, ticketId)
    return { ticketId, lead: assignments.find(({ role }) => role === 'lead')!, assignments }
  }

  /** A body to register with. */
  demand = (over: object) => ({ ...DEMAND, ...this.place, ...over })

  async settings(json: string) {
    await this.db.query(`UPDATE region SET settings = settings || $1::jsonb, loaded_at = clock_timestamp()`, [json])
    // It looks every few seconds.
    Object.assign(this.api.app.get(Region), { checkedAt: 0 })
  }

  /** The names of everything in the store. */
  kept = () => readdirSync(this.folder).flatMap((name) => readdirSync(join(this.folder, name)))
}

export const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
export const code = async (asked: PromiseLike<{ body: { code?: string } }>) => (await asked).body.code
