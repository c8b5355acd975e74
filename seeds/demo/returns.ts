import { isAccused } from '#domain/sight'
import type { AssignmentFacts } from '#domain/workflow/snapshot'
import type { Scene, Thread } from './scene'
import { HOUR, MINUTE } from './tempo'
import * as say from './words/turns'

const ACCEPTED = 0.78
/** So many tickets nobody wants: everybody who is to lead gives them back. */
const DISPUTED = 0.004
const RULED = 0.3

/** 派单异议: asked within the window, decided by the dispatcher, given to somebody else; what nobody wants is ruled. */
export class Returns {
  private readonly disputed: boolean

  constructor(
    private readonly scene: Scene,
    private readonly thread: Thread,
  ) {
    this.disputed = scene.random.chance(DISPUTED)
  }

  consider({ id, unitId, role, returnUntil }: AssignmentFacts) {
    const { city, random, tempo, story } = this.scene
    const share = this.disputed && role === 'lead' ? 1 : city.character(unitId).returns
    if (!returnUntil || !random.chance(share)) return
    const at = Math.min(tempo.about(50 * MINUTE, 0.6), returnUntil.getTime() - MINUTE)
    if (at > story.at) story.plan(at, () => this.ask(id))
  }

  private ask(id: string) {
    const { scene } = this
    if (!scene.isOpen(id)) return
    const { unitId } = scene.story.assignment(id)
    const suggestedUnitId = this.elsewhere(unitId)
    const input = { ...say.returnWords(scene.random), ...(suggestedUnitId ? { suggestedUnitId } : {}) }
    if (scene.onAssignment(scene.handler(unitId), id, { action: 'return', input }))
      scene.story.plan(scene.tempo.about(70 * MINUTE, 0.7), () => this.decide(id))
  }

  private decide(id: string) {
    const { scene } = this
    const request = scene.asked(id, 'return')
    if (!request) return
    if (this.disputed || scene.random.chance(ACCEPTED)) {
      scene.onTicket('dispatcher', { action: 'approve', input: { requestId: request.id } })
      return scene.story.plan(scene.tempo.about(25 * MINUTE, 0.7), () => this.giveOn(request.suggestedUnitId, id))
    }
    const reason = say.decisionReason(scene.random)
    scene.onTicket('dispatcher', { action: 'reject', input: { requestId: request.id, reason } })
    this.thread.resume()
  }

  private giveOn(suggested: number | null, id: string) {
    const { scene } = this
    const { consulting, problem, state } = scene.ticket
    if (state !== 'handling') return
    const { line, unitId: left } = scene.story.assignment(id)
    const unitId = suggested && this.isFree(suggested) ? suggested : this.elsewhere(left)
    if (!unitId) return
    if (problem || (consulting && !this.disputed)) return this.consult(unitId, line)
    const role = scene.lead() ? ('assist' as const) : ('lead' as const)
    const input = { units: [{ unitId, line, role }], reason: '同意退单，按建议单位改派。' }
    scene.onTicket('dispatcher', { action: 'redispatch', input })
    this.thread.planUnits()
  }

  /** What waits for a 会商 is put on the agenda of the next; what cannot wait so long is ruled. */
  private consult(unitId: number, line: AssignmentFacts['line']) {
    const { scene } = this
    const meeting = scene.city.meetingAfter(scene.story.at + HOUR)
    if (!meeting || scene.random.chance(RULED)) return this.rule(unitId, line)
    if (!scene.onTicket('supervisor', { action: 'table', input: { consultationId: meeting.id } }))
      return this.rule(unitId, line)
    scene.story.plan(meeting.at + scene.random.whole(10, 100) * MINUTE, () => this.conclude(unitId, line))
  }

  private conclude(unitId: number, line: AssignmentFacts['line']) {
    const { scene } = this
    const input = { units: this.unitsUnder(unitId, line), basis: say.concluded, replyDays: scene.random.whole(3, 7) }
    const done = this.isFree(unitId) && scene.onTicket('supervisor', { action: 'conclude', input })
    if (done) return this.thread.planUnits()
    if (scene.onTicket('supervisor', { action: 'postpone', input: { reason: '本次会商未形成结论，延后再议。' } }))
      this.rule(unitId, line)
  }

  private rule(unitId: number, line: AssignmentFacts['line']) {
    const { scene } = this
    scene.story.plan(scene.tempo.about(300 * MINUTE, 0.5), () => {
      if (scene.ticket.state !== 'handling' || !this.isFree(unitId)) return
      const input = { units: this.unitsUnder(unitId, line), basis: '经会商，按权责清单裁定主办单位。' }
      scene.onTicket('supervisor', { action: 'rule', input })
      this.thread.planUnits()
    })
  }

  /** One leads, and whoever works on it already assists. */
  private unitsUnder(unitId: number, line: AssignmentFacts['line']) {
    const others = this.scene.working().filter(({ state }) => state !== 'accepted')
    return [
      { unitId, line, role: 'lead' as const },
      ...others.map((each) => ({ unitId: each.unitId, line: each.line, role: 'assist' as const })),
    ]
  }

  /** Another unit of the same kind that has not had it yet. */
  private elsewhere(unitId: number): number | undefined {
    const { city, random } = this.scene
    const kind = city.region.units.get(unitId)!.kind
    const all = [...city.region.units.values()].filter((unit) => unit.active && unit.parentId === null)
    const same = all.filter((unit) => unit.kind === kind && this.isFree(unit.id))
    const others = same.length ? same : all.filter((unit) => unit.kind === 'department' && this.isFree(unit.id))
    return others.length ? random.pick(others).id : undefined
  }

  private isFree(unitId: number): boolean {
    const { city, story } = this.scene
    const { assignments, ticket } = story.snapshot
    const known = assignments.some((each) => each.unitId === unitId)
    return !known && !isAccused(city.region.units.get(unitId)!.path, ticket) && city.cast.handlers(unitId).length > 0
  }
}
