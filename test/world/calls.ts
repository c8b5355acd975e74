import { Client } from 'pg'
import type { Page, TicketRow, TicketView } from '#domain/views'
import { type Agent, startApi, type TestApi } from './api'
import { freshDatabase, type TestDatabase } from './database'
import { handlerLogin } from './people'
import { dispatchAsProposed, expectOk, findPlace, handle, onTicket, type Place, register, ticketOf } from './thread'

/** A hotline whose units have done their work: what remains is to hear from the requester. */
export class Calls {
  private constructor(
    readonly database: Pick<TestDatabase, 'url' | 'drop'>,
    readonly sql: Client,
    readonly api: TestApi,
    readonly operator: Agent,
    readonly dispatcher: Agent,
    readonly callback: Agent,
    readonly place: Place,
  ) {}

  static async start(): Promise<Calls> {
    const database = await freshDatabase()
    return Calls.at(database, await startApi({ databaseUrl: database.url }))
  }

  /** Where an API already runs. */
  static async at(database: Pick<TestDatabase, 'url' | 'drop'>, api: TestApi): Promise<Calls> {
    const sql = new Client({ connectionString: database.url })
    await sql.connect()
    const people = await Promise.all(['operator', 'dispatcher', 'callback'].map((who) => api.as(who)))
    const [operator, dispatcher, callback] = people as [Agent, Agent, Agent]
    return new Calls(database, sql, api, operator, dispatcher, callback, await findPlace(operator, true))
  }

  async stop() {
    await this.api.stop()
    await this.sql.end()
    await this.database.drop()
  }

  async unitOf(unitId: number): Promise<Agent> {
    return this.api.as(await handlerLogin(this.database.url, unitId))
  }

  /** A ticket whose units have answered: it waits to be called. */
  async toCall(over: object = {}): Promise<TicketView> {
    const { ticketId } = await register(this.operator, this.place, over)
    await dispatchAsProposed(this.dispatcher, ticketId)
    const { assignments } = await ticketOf(this.dispatcher, ticketId)
    for (const each of assignments.filter(({ role }) => role !== 'copy'))
      await handle(await this.unitOf(each.unitId), ticketId, each)
    await onTicket(this.dispatcher, ticketId, 'accept')
    return ticketOf(this.callback, ticketId)
  }

  async queue(name: string, someone = this.callback): Promise<TicketRow[]> {
    const items: TicketRow[] = []
    for (let after = ''; ;) {
      const query = { queue: name, limit: 2, ...(after && { after }) }
      const page: Page<TicketRow> = expectOk(await someone.get('/api/v1/tickets').query(query), 200)
      items.push(...page.items)
      if (!page.next) return items
      after = page.next
    }
  }

  async idsIn(name: string, someone = this.callback): Promise<string[]> {
    return (await this.queue(name, someone)).map(({ id }) => id)
  }

  async attempt(who: Agent, { id }: Pick<TicketView, 'id'>, action: string, body: object) {
    const { version } = await ticketOf(who, id)
    return who.post(`/api/v1/tickets/${id}/actions/${action}`).set('If-Match', `"${version}"`).send(body)
  }

  /** The token of a ticket's rating link, as the operator reads it out. */
  async linkOf({ id }: Pick<TicketView, 'id'>): Promise<string> {
    const answer = await this.operator.post(`/api/v1/tickets/${id}/rating-link`).send({})
    return (expectOk(answer, 200) as { url: string }).url.split('#')[1]!
  }

  openRating(token: string) {
    return this.api.stranger().post('/api/v1/ratings/open').send({ token })
  }

  rate(token: string, rating: object) {
    return this.api.stranger().post('/api/v1/ratings').send({ token, rating })
  }
}

export const lead = ({ assignments }: TicketView) => assignments.find(({ role }) => role === 'lead')!
export const contactedOf = ({ assignments }: TicketView) =>
  assignments.filter(({ role }) => role !== 'copy').map(({ id }) => ({ assignmentId: id, contacted: true }))
export const CONTENT = { solved: 'yes', resultGrade: 5, mannerGrade: 5 }
export const BAD = { solved: 'no', resultGrade: 1, mannerGrade: 3, words: '根本没有修' }
