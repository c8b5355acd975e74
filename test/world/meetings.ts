import { Client } from 'pg'
import type { ConsultationResult, ConsultationView, TicketView } from '#domain/views'
import { type Agent, startApi, type TestApi } from './api'
import { freshDatabase, type TestDatabase } from './database'
import { handlerLogin } from './people'
import {
  dispatchAsProposed,
  expectOk,
  findPlace,
  onAssignment,
  onTicket,
  type Place,
  register,
  ticketOf,
} from './thread'

const RETURN = { reason: 'competence', explanation: '该路段由其他单位管护。', basis: '权责清单第三项' }

export const lead = ({ assignments }: TicketView) =>
  assignments.find(({ role, state }) => role === 'lead' && !['returned', 'withdrawn'].includes(state))!
export const sibling = ({ assignments }: TicketView) => assignments.find(({ role }) => role === 'assist')!
export const itemOf = (view: ConsultationView, ticketId: string) =>
  view.items.find(({ ticket }) => ticket.id === ticketId)!

/** A city in which nobody wants some tickets, and those who meet about them. */
export class Meetings {
  others: number[] = []

  private constructor(
    readonly database: TestDatabase,
    readonly api: TestApi,
    readonly client: Client,
    readonly operator: Agent,
    readonly dispatcher: Agent,
    readonly supervisor: Agent,
    private readonly place: Place,
  ) {}

  static async start(): Promise<Meetings> {
    const database = await freshDatabase()
    const api = await startApi({ databaseUrl: database.url })
    const client = new Client({ connectionString: database.url })
    await client.connect()
    const [operator, dispatcher, supervisor] = await Promise.all(
      ['operator', 'dispatcher', 'supervisor'].map((who) => api.as(who)),
    )
    const place = await findPlace(operator!, true)
    const made = new Meetings(database, api, client, operator!, dispatcher!, supervisor!, place)
    return made.settled().catch(async (error: unknown) => {
      await made.stop()
      throw error
    })
  }

  private async settled(): Promise<this> {
    const ticket = await this.dispatched()
    const { rows } = await this.client.query<{ id: number }>(
      `SELECT id FROM unit WHERE active AND kind = 'department' AND id <> ALL($1) ORDER BY id LIMIT 4`,
      [ticket.assignments.map(({ unitId }) => unitId)],
    )
    this.others = rows.map(({ id }) => id)
    return this
  }

  async stop() {
    await this.client.end()
    await this.api.stop()
    await this.database.drop()
  }

  handlerOf = async (unitId: number) => this.api.as(await handlerLogin(this.database.url, unitId))

  async dispatched(over: object = {}): Promise<TicketView> {
    const { ticketId } = await register(this.operator, this.place, over)
    await dispatchAsProposed(this.dispatcher, ticketId)
    return ticketOf(this.dispatcher, ticketId)
  }

  async returned(ticketId: string) {
    const ticket = await ticketOf(this.dispatcher, ticketId)
    await onAssignment(await this.handlerOf(lead(ticket).unitId), ticketId, lead(ticket), 'return', RETURN)
    const { requests } = await ticketOf(this.dispatcher, ticketId)
    await onTicket(this.dispatcher, ticketId, 'approve', {
      requestId: requests.find(({ state }) => state === 'open')!.id,
    })
  }

  /** Returned twice: nobody wants it. */
  async disputed(over: object = {}): Promise<string> {
    const { id } = await this.dispatched(over)
    await this.returned(id)
    const units = [{ unitId: this.others[0], line: 'industry', role: 'lead' }]
    await onTicket(this.dispatcher, id, 'redispatch', { units, reason: '按建议改派' })
    await this.returned(id)
    return id
  }

  async planned(units: number[] = []): Promise<ConsultationView> {
    const { body: chairs } = await this.dispatcher.get('/api/v1/consultations/chairs')
    const body = {
      title: '十一月第三次会商',
      day: '2099-11-20',
      time: '15:00',
      place: '政务服务局三楼会议室',
      chairId: chairs.items[0].id,
      units: units.map((unitId) => ({ unitId })),
      attendees: ['张某（住建局）'],
    }
    return expectOk<ConsultationView>(await this.dispatcher.post('/api/v1/consultations').send(body), 201)
  }

  async meeting(someone: Agent, id: string) {
    return expectOk<ConsultationView>(await someone.get(`/api/v1/consultations/${id}`), 200)
  }

  async table(id: string, ...ids: string[]) {
    const tickets = ids.map((ticketId) => ({ ticketId }))
    return expectOk<ConsultationResult>(
      await this.dispatcher.post(`/api/v1/consultations/${id}/items`).send({ tickets }),
      200,
    )
  }

  async prepare(view: ConsultationView, ticketId: string, over: object = {}) {
    const { itemId, version } = itemOf(view, ticketId)
    const ticket = await ticketOf(this.dispatcher, ticketId)
    return this.dispatcher
      .put(`/api/v1/consultations/${view.id}/items/${itemId}`)
      .set('If-Match', `"${version}"`)
      .send({ ...this.conclusion(ticket), ...over })
  }

  conclusion = (ticket: TicketView) => ({
    units: [
      { unitId: this.others[1], line: 'industry', role: 'lead' },
      { unitId: sibling(ticket).unitId, line: 'territory', role: 'assist' },
    ],
    basis: '按权责清单第五条，由牵头单位主办。',
    replyDays: 3,
    discussion: '各单位陈述了意见。',
  })

  async conclude(id: string) {
    return expectOk<ConsultationResult>(
      await this.dispatcher.post(`/api/v1/consultations/${id}/conclude`).send({}),
      200,
    )
  }

  returnAgain = async (unitId: number, ticket: TicketView) =>
    onAssignment(await this.handlerOf(unitId), ticket.id, lead(ticket), 'return', RETURN)
}
