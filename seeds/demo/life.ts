import { type Actor, SYSTEM } from '#domain/access'
import type { DispatchInput, RegisterInput } from '#domain/inputs'
import { propose } from '#domain/dispatch/propose'
import { isRestricted, mayContact } from '#domain/sight'
import type { Change } from '#domain/workflow/change'
import { dispatch } from '#domain/workflow/dispatch'
import { register } from '#domain/workflow/intake'
import type { RegionCategory } from '#domain/workflow/region'
import { settle, type Step } from '#domain/workflow/step'
import type { RedoExit } from '#domain/words'
import { Chronicle } from './chronicle'
import type { City } from './city'
import { exitOf, gradeOf, mannerOf, outcomeOf, solvedOf } from './moods'
import type { Random } from './random'
import { DAY, HOUR, MINUTE, SECOND, Tempo } from './tempo'
import * as say from './words/say'

export interface FreshIds {
  ticketId: string
  assignmentId: () => string
}

/** What a ticket becomes by the rules themselves, up to now: every change in order. */
export function liveThrough(
  city: City,
  random: Random,
  input: RegisterInput,
  ids: FreshIds,
  at: number,
  now: number,
): Change[] {
  return new Life(city, random, input, ids, at).until(now)
}

/** The people around one ticket at work: who does what next, and how well. */
class Life {
  private readonly story: Chronicle
  private readonly tempo: Tempo
  private readonly category: RegionCategory

  constructor(
    private readonly city: City,
    private readonly random: Random,
    private readonly input: RegisterInput,
    private readonly ids: FreshIds,
    at: number,
  ) {
    this.story = new Chronicle(city.region, ids.assignmentId, at)
    this.tempo = new Tempo(city.region, random, this.story)
    this.category = city.region.categories.get(input.categoryCode)!
  }

  until(now: number): Change[] {
    this.register()
    return this.story.run(now)
  }

  private register() {
    const { region, cast } = this.city
    const certain = this.input.outcome === 'register' && propose(region, this.input).certain
    const atOnce = certain && cast.both.length > 0 && this.random.chance(0.35)
    const actor = this.random.pick(atOnce ? cast.both : cast.operators(this.input.desk ?? 'general'))
    const localDay = new Date(this.story.at + 8 * HOUR).toISOString().slice(0, 10)
    const fresh = { id: this.ids.ticketId, now: new Date(this.story.at), localDay }
    const draft = register(region, this.input, fresh, actor.personId)
    if (atOnce) dispatch(draft, this.dispatchInput(), this.story.context(actor))
    this.story.take(settle(draft))
    if (this.input.outcome === 'answer') this.planAnswered()
    else if (atOnce) this.planUnits()
    else this.story.plan(this.tempo.byClock('dispatch', null, 0.18, 0.9, 20 * MINUTE), () => this.dispatch())
  }

  private planAnswered() {
    if (this.story.snapshot.ticket.state === 'closed') this.planArchive()
    else this.planCallback()
  }

  private dispatch() {
    this.onTicket('dispatcher', { action: 'dispatch', input: this.dispatchInput() })
    if (isRestricted(this.story.snapshot.ticket) && this.random.chance(0.15)) this.planConsent()
    this.planUnits()
  }

  private dispatchInput(): DispatchInput {
    const units = propose(this.city.region, this.input).units.map(({ unitId, line, role }) => ({ unitId, line, role }))
    // The unit complained about would stand alone: oversight leads.
    if (!units.some(({ role }) => role === 'lead'))
      units.push({ unitId: this.city.oversight.id, line: 'industry', role: 'lead' })
    return {
      units,
      ...(units.length < 2 ? { singleReason: say.singleReason(this.random) } : {}),
      ...(this.random.chance(0.4) ? { advice: say.advice(this.random) } : {}),
    }
  }

  private planConsent() {
    const { assignments, ticket } = this.story.snapshot
    const asked = assignments.find(({ unitId }) => unitId !== ticket.accusedUnitId)
    if (!asked) return
    this.story.plan(this.tempo.soon(10, 90), () => {
      if (this.story.snapshot.ticket.state !== 'handling') return
      const input = { unitId: asked.unitId, words: '诉求人在电话中同意由该单位与其联系。' }
      this.onTicket('operator', { action: 'consent', input })
    })
  }

  private planUnits() {
    for (const { id, unitId } of this.working()) {
      const signs = this.tempo.byClock('sign', id, this.city.character(unitId).pace * 0.5, 0.75, 30 * MINUTE)
      const due = this.story.clock('sign', id)?.dueAt.getTime() ?? Infinity
      // At the limit the system signs.
      if (signs > due) this.story.plan(due + this.random.between(1, 8) * SECOND, () => this.sign(id, SYSTEM))
      else this.story.plan(signs, () => this.sign(id, this.handler(unitId)))
    }
  }

  private sign(id: string, actor: Actor) {
    this.story.act(actor, {
      on: 'assignment',
      action: actor === SYSTEM ? 'autoSign' : 'sign',
      assignmentId: id,
      input: {},
    })
    const { pace } = this.city.character(this.story.assignment(id).unitId)
    const contacts = this.tempo.byClock('contact', id, pace * 0.7, 0.6, 2 * HOUR)
    this.story.plan(Math.max(contacts, this.tempo.soon(2, 25)), () => this.contact(id))
  }

  private contact(id: string) {
    const way = this.random.chance(0.8) ? 'phone' : 'visit'
    const wanted: Step = mayContact(this.story.snapshot, id)
      ? { on: 'assignment', action: 'contact', assignmentId: id, input: { way, note: say.contactNote(this.random) } }
      : {
          on: 'assignment',
          action: 'relay',
          assignmentId: id,
          input: { note: say.relayNote(this.random, this.category) },
        }
    this.story.act(this.handler(this.story.assignment(id).unitId), wanted)
    this.planReply(id)
  }

  private planReply(id: string) {
    const { unitId, role } = this.story.assignment(id)
    const kind = this.story.snapshot.ticket.round > 1 ? 'redo' : 'reply'
    const share = this.city.character(unitId).pace * (role === 'lead' ? 1.15 : 0.9)
    const replies = this.tempo.byClock(kind, null, share, 0.5, 26 * HOUR)
    this.story.plan(Math.max(replies, this.tempo.soon(8, 60)), () => this.reply(id))
  }

  private reply(id: string) {
    const { unitId } = this.story.assignment(id)
    const outcome = outcomeOf(this.random, this.input.type, this.city.character(unitId).solves)
    const input = say.replyWords(this.random, this.category, this.city.region.units.get(unitId)!.name, outcome)
    this.story.act(this.handler(unitId), { on: 'assignment', action: 'reply', assignmentId: id, input })
    if (this.story.snapshot.ticket.awaitsReview)
      this.story.plan(this.tempo.about(75 * MINUTE, 0.9), () => this.review())
  }

  private review() {
    const lead = this.working().find(({ role }) => role === 'lead')!
    if (this.random.chance(0.04)) {
      const input = { reason: say.sendBackReason(this.random), assignments: [{ assignmentId: lead.id }] }
      this.onTicket('dispatcher', { action: 'sendBack', input })
      return this.story.plan(this.tempo.about(150 * MINUTE, 0.6), () => this.reply(lead.id))
    }
    this.onTicket('dispatcher', { action: 'accept', input: {} })
    this.planCallback()
  }

  private planCallback() {
    this.story.plan(this.tempo.byClock('callback', null, 0.4, 0.7, 5 * HOUR), () => this.call(1))
  }

  private call(attempt: number) {
    if (this.random.chance(attempt === 1 ? 0.83 : 0.7)) {
      const exit = this.calledBack()
      return exit === 'redo' ? this.planRedo() : this.planArchive()
    }
    this.onTicket('callbackAgent', { action: 'unreached', input: { note: '拨打三次无人接听。' } })
    if (attempt === 3) this.planArchive()
    else this.story.plan(this.tempo.anotherHalfDay(), () => this.call(attempt + 1))
  }

  private calledBack(): RedoExit | null {
    const asked = this.working().filter(({ state }) => state === 'accepted')
    const lead = asked.find(({ role }) => role === 'lead')
    const { solves, pleases } = lead ? this.city.character(lead.unitId) : { solves: 0.95, pleases: 0.94 }
    const solved = solvedOf(this.random, solves, this.story.snapshot.ticket.round)
    const resultGrade = gradeOf(this.random, solved, pleases)
    const exit = solved !== 'yes' || resultGrade <= 2 ? exitOf(this.random, !lead) : null
    const contacted = asked.map(({ id, unitId }) => ({
      assignmentId: id,
      contacted: this.random.chance(this.city.character(unitId).contacts),
    }))
    const exitReason = exit === 'redo' ? say.redoReason(this.random) : say.exitReason(this.random)
    const input = {
      solved,
      resultGrade,
      mannerGrade: mannerOf(this.random, resultGrade),
      contacted,
      words: say.callbackWords(this.random, solved),
      ...(exit ? { exit, exitReason } : {}),
    }
    this.onTicket('callbackAgent', { action: 'callback', input })
    return exit
  }

  private planRedo() {
    for (const { id } of this.working().filter(({ state }) => state === 'signed'))
      this.story.plan(this.tempo.about(100 * MINUTE, 0.7), () => this.contact(id))
  }

  private planArchive() {
    const closedAt = this.story.snapshot.ticket.closedAt!.getTime()
    const days = this.city.region.settings.archiveAfterDays ?? 30
    this.story.plan(closedAt + days * DAY + this.random.between(1, 20) * SECOND, () =>
      this.story.act(SYSTEM, { on: 'ticket', action: 'archive', input: {} }),
    )
  }

  /** Somebody of that role does it. */
  private onTicket(
    role: 'operator' | 'dispatcher' | 'callbackAgent',
    wanted: Omit<Extract<Step, { on: 'ticket' }>, 'on'>,
  ) {
    this.story.act(this.random.pick(this.city.cast.of(role)), { on: 'ticket', ...wanted })
  }

  private working() {
    return this.story.snapshot.assignments.filter(({ role }) => role !== 'copy')
  }

  private handler(unitId: number): Actor {
    const found = this.city.cast.handlers(unitId)
    if (!found.length) throw new Error(`单位 ${unitId} 没有经办人，演示数据无法生成`)
    return this.random.pick(found)
  }
}
