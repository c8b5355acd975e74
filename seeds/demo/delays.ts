import type { Actor } from '#domain/access'
import { replyClock } from '#domain/workflow/handle'
import type { RequestFacts } from '#domain/workflow/snapshot'
import type { Beside } from './beside'
import type { Scene, Thread } from './scene'
import { DAY, MINUTE } from './tempo'
import * as say from './words/turns'

const SHELVED = 0.022
/** Of complaints and reports: what takes longer than the usual limit. */
const COMPLEX = 0.05
const UNSHELVED = 0.6
const GRANTED = 0.86
/** So many of the extensions ask for more than the dispatcher may give. */
const LONG = 0.12

/** The lead cannot reply in time, or not at all for now: it asks for more, or to have the ticket shelved. */
export class Delays {
  private asked = false

  constructor(
    private readonly scene: Scene,
    private readonly thread: Thread,
    private readonly beside: Beside,
  ) {}

  /** Whether this unit asks first; then its reply waits for the answer. */
  consider(id: string): boolean {
    const { random, city, story, ticket } = this.scene
    const { role, unitId } = story.assignment(id)
    if (this.asked || role !== 'lead' || ticket.urgency === 'urgent') return false
    if ((ticket.type === 'complaint' || ticket.type === 'report') && random.chance(COMPLEX)) this.askComplex(id)
    const service = ticket.type === 'complaint' || ticket.type === 'help'
    const shelves = ticket.type !== 'inquiry' && random.chance(SHELVED)
    if (!shelves && !(service && random.chance(city.character(unitId).extends))) return false
    const at = this.beforeDue()
    if (!at) return false
    this.asked = true
    story.plan(at, () => (shelves ? this.shelve(id) : this.extend(id)) || this.thread.resume())
    return true
  }

  private clock() {
    const { story } = this.scene
    return story.clock(replyClock(story.snapshot), null)
  }

  private beforeDue(): number | null {
    const clock = this.clock()
    if (!clock) return null
    const at = this.scene.tempo.byClock(clock.kind, null, 0.55, 0.3, DAY)
    const latest = Math.min(at, clock.dueAt.getTime() - 10 * MINUTE)
    return latest > this.scene.story.at ? latest : null
  }

  private extend(id: string): boolean {
    const { scene } = this
    const clock = this.clock()
    if (!clock || clock.amount < 2) return false
    const half = Math.floor(clock.amount / 2)
    const long = scene.random.chance(LONG)
    const amount = long ? scene.random.whole(half + 1, clock.amount) : scene.random.whole(1, half)
    const actor = scene.handler(scene.story.assignment(id).unitId)
    const input = { amount, ...say.extendWords(scene.random) }
    if (!scene.onAssignment(actor, id, { action: 'extend', input })) return false
    const decider = amount * 2 <= clock.amount ? ('dispatcher' as const) : ('supervisor' as const)
    scene.story.plan(scene.tempo.about(100 * MINUTE, 0.7), () => {
      this.decide(scene.asked(id, 'extend'), () => scene.random.pick(scene.city.cast.of(decider)))
      this.thread.resume()
    })
    return true
  }

  /** Goes on working meanwhile. */
  private askComplex(id: string) {
    const { scene } = this
    const at = this.beforeDue()
    if (!at) return
    const { explanation } = say.extendWords(scene.random)
    scene.story.plan(at, () => {
      const actor = scene.handler(scene.story.assignment(id).unitId)
      if (!scene.onAssignment(actor, id, { action: 'askComplex', input: { explanation } })) return
      const decide = () =>
        this.decide(scene.asked(id, 'complex'), () => scene.random.pick(scene.city.cast.of('supervisor')))
      scene.story.plan(scene.tempo.about(150 * MINUTE, 0.6), decide)
    })
  }

  private shelve(id: string): boolean {
    const { scene } = this
    const { unitId } = scene.story.assignment(id)
    const actor = scene.handler(unitId)
    if (!this.heads(unitId, actor.personId).length) return false
    const reviewOn = new Date(scene.story.at + scene.random.whole(30, 160) * DAY).toISOString().slice(0, 10)
    const input = { ...say.shelveWords(scene.random), reviewOn }
    if (!scene.onAssignment(actor, id, { action: 'shelve', input })) return false
    this.planStep(id)
    return true
  }

  /** The unit's lead, then the centre, then a leader. */
  private planStep(id: string) {
    const { scene } = this
    scene.story.plan(scene.tempo.about(200 * MINUTE, 0.6), () => {
      const request = scene.asked(id, 'shelve')
      if (!request) return
      const { cast } = scene.city
      const deciders = [this.heads(request.unitId, request.askedBy), cast.of('dispatcher'), cast.of('leader')]
      this.decide(request, () => scene.random.pick(deciders[request.step - 1]!))
      if (scene.asked(id, 'shelve')) this.planStep(id)
      else if (scene.ticket.shelvedAt) this.shelved()
      else this.thread.resume()
    })
  }

  private shelved() {
    const { scene } = this
    this.beside.watch()
    if (!scene.random.chance(UNSHELVED)) return
    const at = scene.story.at + scene.random.between(8, 60) * DAY
    scene.story.plan(scene.tempo.inOffice(at), () => {
      scene.onTicket('dispatcher', { action: 'unshelve', input: { reason: '条件已具备，恢复办理。' } })
      this.beside.conclude()
      this.thread.resume()
    })
  }

  private decide(request: RequestFacts | undefined, by: () => Actor) {
    if (!request) return
    const { scene } = this
    const requestId = request.id
    if (scene.random.chance(request.kind === 'shelve' ? 0.94 : GRANTED))
      scene.act(by(), { on: 'ticket', action: 'approve', input: { requestId } })
    else {
      const reason = say.decisionReason(scene.random)
      scene.act(by(), { on: 'ticket', action: 'reject', input: { requestId, reason } })
    }
  }

  private heads(unitId: number, but: number) {
    return this.scene.city.cast.heads(unitId).filter(({ personId }) => personId !== but)
  }
}
