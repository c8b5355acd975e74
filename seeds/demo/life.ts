import { type Actor, SYSTEM } from '#domain/access'
import type { DispatchInput, RegisterInput } from '#domain/inputs'
import { propose } from '#domain/dispatch/propose'
import { isRestricted, mayContact } from '#domain/sight'
import type { Change } from '#domain/workflow/change'
import { dispatch } from '#domain/workflow/dispatch'
import { replyClock } from '#domain/workflow/handle'
import { register } from '#domain/workflow/intake'
import { settle, told } from '#domain/workflow/step'
import { Aftermath } from './aftermath'
import { Beside } from './beside'
import { Calls } from './calls'
import type { City } from './city'
import { Delays } from './delays'
import { planDelegation } from './delegation'
import { Endings } from './endings'
import { outcomeOf } from './moods'
import type { Random } from './random'
import { Returns } from './returns'
import { type FreshIds, Scene, type Thread } from './scene'
import { addDays, localDayOf } from '#domain/local-day'
import type { ReplyOutcome } from '#domain/words'
import type { AssignmentFacts } from '#domain/workflow/snapshot'
import { HOUR, MINUTE, SECOND } from './tempo'
import * as say from './words/say'
import { arriveNote } from './words/turns'

/** What a ticket becomes by the rules themselves, up to now: every change in order. */
export function liveThrough(
  city: City,
  random: Random,
  input: RegisterInput,
  ids: FreshIds,
  at: number,
  now: number,
): Change[] {
  return new Life(new Scene(city, random, input, ids, at)).until(now)
}

/** The people around one ticket at work: who does what next, and how well. */
class Life implements Thread {
  private readonly returns: Returns
  private readonly delays: Delays
  private readonly beside: Beside
  private readonly endings: Endings
  private readonly calls: Calls
  /** Units at work, and those that wait for a decision. */
  private readonly begun = new Set<string>()
  private readonly waiting = new Set<string>()

  constructor(private readonly scene: Scene) {
    this.returns = new Returns(scene, this)
    this.beside = new Beside(scene)
    this.delays = new Delays(scene, this, this.beside)
    this.endings = new Endings(scene, this)
    this.calls = new Calls(scene, this.endings, new Aftermath(scene, this.endings, this), this)
    scene.onReady = () => this.calls.planReview()
  }

  private get story() {
    return this.scene.story
  }
  private get tempo() {
    return this.scene.tempo
  }
  private get random() {
    return this.scene.random
  }

  until(now: number): Change[] {
    this.register()
    return this.story.run(now)
  }

  private register() {
    const { city, input, ids, random } = this.scene
    const { region, cast } = city
    const certain = input.outcome === 'register' && propose(region, input).certain
    const atOnce = certain && cast.both.length > 0 && random.chance(0.35)
    const actor = random.pick(atOnce ? cast.both : cast.operators(input.desk ?? 'general'))
    const localDay = new Date(this.story.at + 8 * HOUR).toISOString().slice(0, 10)
    const fresh = { id: ids.ticketId, now: new Date(this.story.at), localDay }
    const draft = register(region, input, fresh, actor.personId)
    if (atOnce) dispatch(draft, this.dispatchInput(), this.story.context(actor))
    this.story.take(told(settle(draft), region))
    if (input.outcome === 'answer') return this.planAnswered()
    this.beside.planUrges()
    this.endings.planRetract()
    if (atOnce) this.dispatched()
    else this.planDispatch(this.tempo.byClock('dispatch', null, 0.18, 0.9, 20 * MINUTE))
  }

  private planAnswered() {
    if (this.scene.ticket.state === 'closed') this.endings.planArchive()
    else this.calls.planCallback()
  }

  planDispatch(at: number) {
    this.story.plan(at, () => {
      if (this.scene.onTicket('dispatcher', { action: 'dispatch', input: this.dispatchInput() })) this.dispatched()
    })
  }

  private dispatched() {
    if (isRestricted(this.scene.ticket) && this.random.chance(0.15)) this.planConsent()
    this.beside.planLooks()
    this.endings.planUndo()
    this.planUnits()
  }

  private dispatchInput(): DispatchInput {
    const { city, input, random } = this.scene
    const units = propose(city.region, input).units.map(({ unitId, line, role }) => ({ unitId, line, role }))
    // The unit complained about would stand alone: oversight leads.
    if (!units.some(({ role }) => role === 'lead'))
      units.push({ unitId: city.oversight.id, line: 'industry', role: 'lead' })
    return {
      units,
      ...(units.length < 2 ? { singleReason: say.singleReason(random) } : {}),
      ...(random.chance(0.4) ? { advice: say.advice(random) } : {}),
    }
  }

  private planConsent() {
    const asked = this.scene.working().find(({ unitId }) => unitId !== this.scene.ticket.accusedUnitId)
    if (!asked) return
    this.story.plan(this.tempo.soon(10, 90), () => {
      const input = { unitId: asked.unitId, words: '诉求人在电话中同意由该单位与其联系。' }
      this.scene.onTicket('operator', { action: 'consent', input })
    })
  }

  planUnits() {
    for (const each of this.scene.working().filter(({ id }) => !this.begun.has(id))) {
      this.begun.add(each.id)
      this.planSign(each.id, each.unitId)
      this.returns.consider(each)
    }
  }

  private planSign(id: string, unitId: number) {
    const { city, random } = this.scene
    const signs = this.tempo.byClock('sign', id, city.character(unitId).pace * 0.5, 0.75, 30 * MINUTE)
    const due = this.story.clock('sign', id)?.dueAt.getTime() ?? Infinity
    // At the limit the system signs.
    if (signs > due) this.story.plan(due + random.between(1, 8) * SECOND, () => this.sign(id, SYSTEM))
    else this.story.plan(signs, () => this.sign(id, this.scene.handler(unitId)))
  }

  private sign(id: string, actor: Actor) {
    const action = actor === SYSTEM ? ('autoSign' as const) : ('sign' as const)
    if (!this.scene.onAssignment(actor, id, { action, input: {} })) return
    const { unitId } = this.story.assignment(id)
    const { pace } = this.scene.city.character(unitId)
    if (this.story.clock('arrive', id)) this.planArrival(id)
    planDelegation(this.scene, id)
    const contacts = this.tempo.byClock('contact', id, pace * 0.7, 0.6, 2 * HOUR)
    this.story.plan(Math.max(contacts, this.tempo.soon(2, 25)), () => this.contact(id))
  }

  private planArrival(id: string) {
    const { unitId } = this.story.assignment(id)
    const share = this.scene.city.character(unitId).pace * 1.1
    this.story.plan(this.tempo.byClock('arrive', id, share, 0.5, HOUR), () => this.arrive(id))
  }

  private arrive(id: string) {
    const actor = this.scene.handler(this.story.assignment(id).unitId)
    this.scene.onAssignment(actor, id, { action: 'arrive', input: { note: arriveNote } })
  }

  /** Whoever had to wait goes on where it stopped. */
  resume() {
    const ids = [...this.waiting]
    this.waiting.clear()
    for (const id of ids) this.story.plan(this.tempo.about(90 * MINUTE, 0.7), () => this.goOn(id))
  }

  private goOn(id: string) {
    if (this.story.assignment(id).contactedAt) this.planReply(id)
    else this.contact(id)
  }

  /** Nothing is done that may turn out to be somebody else's, or that has been put aside. */
  private waits(id: string): boolean {
    const { scene } = this
    if (!scene.ticket.shelvedAt && !scene.asked(id, 'return')) return false
    this.waiting.add(id)
    return true
  }

  contact(id: string) {
    const { scene } = this
    if (!scene.isSigned(id) || this.waits(id)) return
    const way = this.random.chance(0.8) ? ('phone' as const) : ('visit' as const)
    const actor = scene.handler(this.story.assignment(id).unitId)
    if (mayContact(this.story.snapshot, id))
      scene.onAssignment(actor, id, { action: 'contact', input: { way, note: say.contactNote(this.random) } })
    else scene.onAssignment(actor, id, { action: 'relay', input: { note: say.relayNote(this.random, scene.category) } })
    this.planReply(id)
  }

  private planReply(id: string) {
    if (this.delays.consider(id)) return void this.waiting.add(id)
    const { unitId, role } = this.story.assignment(id)
    const share = this.scene.city.character(unitId).pace * (role === 'lead' ? 1.15 : 0.9)
    const replies = this.tempo.byClock(replyClock(this.story.snapshot), null, share, 0.5, 26 * HOUR)
    if (role === 'lead') this.beside.planReport(id)
    this.story.plan(Math.max(replies, this.tempo.soon(8, 60)), () => this.reply(id))
  }

  /** What a lead says for all: why it does not wait for those who assist, and by when it is planned. */
  private forAll(id: string, outcome: ReplyOutcome) {
    const { assignments } = this.story.snapshot
    const open = ({ role, state }: AssignmentFacts) => role === 'assist' && ['pending', 'signed'].includes(state)
    return {
      ...(this.story.assignment(id).role === 'lead' &&
        assignments.some(open) && { withoutAssists: '协办事项另行答复。' }),
      ...(outcome === 'inPlan' && { plannedOn: addDays(localDayOf(new Date(this.story.at)), 90) }),
    }
  }

  reply(id: string) {
    const { scene } = this
    if (!scene.isSigned(id) || this.waits(id)) return
    const { unitId } = this.story.assignment(id)
    const { region, character } = scene.city
    // A crew that never said it was there says so now.
    if (this.story.clock('arrive', id)) this.arrive(id)
    const outcome = outcomeOf(this.random, scene.input.type, character(unitId).solves)
    const input = say.replyWords(this.random, scene.category, region.units.get(unitId)!.name, outcome)
    scene.onAssignment(scene.handler(unitId), id, { action: 'reply', input: { ...input, ...this.forAll(id, outcome) } })
  }
}
