import { Client } from 'pg'
import type { ActionResult, AssignmentView, TicketView } from '#domain/views'
import { type Agent, startApi, type TestApi } from '../world/api'
import { type Attempted, PatientClient, signedInCookie } from '../world/client'
import { freshDatabase, type TestDatabase } from '../world/database'
import { handlerLogin } from '../world/people'
import { type Running, spawnApi } from '../world/processes'
import { dispatchAsProposed, findPlace, type Place, register, ticketOf } from '../world/thread'

/** Two API processes on one database, and people who each only ever ask one of them. Needs the built product. */
export class Two {
  private readonly at = new Map<string, Promise<PatientClient>>()
  private readonly signedIn = new Map<string, Promise<Agent>>()

  private constructor(
    readonly database: TestDatabase,
    readonly sql: Client,
    readonly api: TestApi,
    readonly processes: readonly Running[],
    readonly place: Place,
  ) {}

  static async start(): Promise<Two> {
    const database = await freshDatabase()
    const sql = new Client({ connectionString: database.url })
    await sql.connect()
    const api = await startApi({ databaseUrl: database.url })
    const place = await findPlace(await api.as('operator'), true)
    const processes = await Promise.all([spawnApi(database.url), spawnApi(database.url)])
    return new Two(database, sql, api, processes, place)
  }

  async stop() {
    await Promise.all(this.processes.map((each) => each.kill()))
    await this.api.stop()
    await this.sql.end()
    await this.database.drop()
  }

  /** Signing in is slow on purpose: once for everybody. */
  as(login: string): Promise<Agent> {
    if (!this.signedIn.has(login)) this.signedIn.set(login, this.api.as(login))
    return this.signedIn.get(login)!
  }

  async on(process: 0 | 1, login: string): Promise<PatientClient> {
    await this.as(login)
    const { url } = this.processes[process]!
    const key = `${process} ${login}`
    if (!this.at.has(key))
      this.at.set(
        key,
        signedInCookie(url, login).then((cookie) => new PatientClient(() => [url], cookie)),
      )
    return this.at.get(key)!
  }

  handler = ({ unitId }: Pick<AssignmentView, 'unitId'>) => handlerLogin(this.database.url, unitId)

  async dispatched(): Promise<{ id: string; lead: AssignmentView; assignments: AssignmentView[] }> {
    const { ticketId: id } = await register(await this.as('operator'), this.place)
    await dispatchAsProposed(await this.as('dispatcher'), id)
    const { assignments: all } = await this.ticket(id)
    const lead = all.find(({ role }) => role === 'lead')!
    // The lead's reply waits for those who assist.
    return { id, lead, assignments: [...all.filter((each) => each !== lead), lead] }
  }

  ticket = async (id: string): Promise<TicketView> => ticketOf(await this.as('dispatcher'), id)

  /**
   * What each asked at the same moment on the version both saw: one is done, with one event of its own kind, and the log has no
   * gap. Tells which one, and what the other was told.
   */
  async race(id: string, asked: readonly { who: PatientClient; path: string; body: object; kind: string }[]) {
    const before = await this.ticket(id)
    const answers: Attempted[] = await Promise.all(
      asked.map(({ who, path, body }) => who.post(path, body, { version: before.version })),
    )
    const won = answers.findIndex(({ status }) => status === 200)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const { rows } = await this.sql.query<{ seq: number; kind: string; version: number }>(
      'SELECT e.seq, e.kind, t.version FROM event e JOIN ticket t ON t.id = e.ticket_id WHERE t.id = $1 ORDER BY e.seq',
      [id],
    )
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
    expect(rows.at(-1)!.version).toBe(rows.length)
    const kinds = rows.slice(before.version).map(({ kind }) => kind)
    expect(kinds.filter((kind) => asked.some((each) => each.kind === kind))).toEqual([asked[won]!.kind])
    const told = answers[1 - won]!.body as ActionResult & { code: string; message: string }
    expect(told.message).toMatch(/[。]$/)
    return { won: asked[won]!.kind, told: told.code, answers }
  }
}
