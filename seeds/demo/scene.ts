import { type Actor, type Role } from '#domain/access'
import type { RegisterInput } from '#domain/inputs'
import { holds } from '#domain/sight'
import { OPEN_ASSIGNMENT } from '#domain/words'
import type { RegionCategory } from '#domain/workflow/region'
import type { AssignmentFacts, RequestFacts } from '#domain/workflow/snapshot'
import type { Step } from '#domain/workflow/step'
import { Chronicle } from './chronicle'
import type { City } from './city'
import type { Random } from './random'
import { Tempo } from './tempo'

export interface FreshIds {
  ticketId: string
  assignmentId: () => string
  factId: () => string
}

/** The main thread, for whatever turned a ticket aside. */
export interface Thread {
  planDispatch(at: number): void
  /** Units that are new to it get to work. */
  planUnits(): void
  /** Whoever had to wait goes on. */
  resume(): void
  contact(id: string): void
  reply(id: string): void
}

type OnTicket = Omit<Extract<Step, { on: 'ticket' }>, 'on'>
type OnAssignment = Omit<Extract<Step, { on: 'assignment' }>, 'on' | 'assignmentId'>

/** One ticket and the people around it: who stands where, and who may be asked to act. */
export class Scene {
  readonly story: Chronicle
  readonly tempo: Tempo
  readonly category: RegionCategory
  /** Done as soon as every needed reply is in, whatever brought that about. */
  onReady: () => void = () => undefined

  constructor(
    readonly city: City,
    readonly random: Random,
    readonly input: RegisterInput,
    readonly ids: FreshIds,
    at: number,
  ) {
    this.story = new Chronicle(city.region, ids, at)
    this.tempo = new Tempo(city.region, random, this.story)
    this.category = city.region.categories.get(input.categoryCode)!
  }

  get ticket() {
    return this.story.snapshot.ticket
  }

  /** Somebody of that role does it; what the rules refuse by now does not happen. */
  onTicket(role: Role, wanted: OnTicket): boolean {
    return this.act(this.random.pick(this.city.cast.of(role)), { on: 'ticket', ...wanted })
  }

  onAssignment(actor: Actor, assignmentId: string, wanted: OnAssignment): boolean {
    return this.act(actor, { on: 'assignment', assignmentId, ...wanted })
  }

  act(actor: Actor, wanted: Step): boolean {
    const waited = this.ticket.awaitsReview
    const done = this.story.act(actor, wanted)
    if (!waited && this.ticket.awaitsReview) this.onReady()
    return done
  }

  /** Units that answer for the ticket: not those told of it, nor those below them, nor those who are out. */
  working(): AssignmentFacts[] {
    return this.story.snapshot.assignments.filter((each) => each.role !== 'copy' && !each.parentId && holds(each))
  }

  lead(): AssignmentFacts | undefined {
    return this.working().find(({ role }) => role === 'lead')
  }

  /** Still to be worked on by this unit. */
  isOpen(id: string): boolean {
    return this.ticket.state === 'handling' && OPEN_ASSIGNMENT.includes(this.story.assignment(id).state)
  }

  isSigned(id: string): boolean {
    return this.ticket.state === 'handling' && this.story.assignment(id).state === 'signed'
  }

  asked(id: string, kind: RequestFacts['kind']): RequestFacts | undefined {
    const { requests } = this.story.snapshot
    return requests.find((each) => each.assignmentId === id && each.kind === kind && each.state === 'open')
  }

  handler(unitId: number): Actor {
    const found = this.city.cast.handlers(unitId)
    if (!found.length) throw new Error(`单位 ${unitId} 没有经办人，演示数据无法生成`)
    return this.random.pick(found)
  }
}
