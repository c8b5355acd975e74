import { isAccused } from '#domain/sight'
import type { AssignmentFacts } from '#domain/workflow/snapshot'
import type { Scene, Thread } from './scene'
import { MINUTE } from './tempo'
import * as say from './words/turns'

const ACCEPTED = 0.78
/** So many tickets nobody wants: everybody who is to lead gives them back. */
const DISPUTED = 0.004

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
    if (problem || (consulting && !this.disputed)) return this.rule(unitId, line)
    const role = scene.lead() ? ('assist' as const) : ('lead' as const)
    const input = { units: [{ unitId, line, role }], reason: '同意退单，按建议单位改派。' }
    scene.onTicket('dispatcher', { action: 'redispatch', input })
    this.thread.planUnits()
  }

  private rule(unitId: number, line: AssignmentFacts['line']) {
    const { scene } = this
    scene.story.plan(scene.tempo.about(300 * MINUTE, 0.5), () => {
      if (scene.ticket.state !== 'handling' || !this.isFree(unitId)) return
      const others = scene.working().filter(({ state }) => state !== 'accepted')
      const units = [
        { unitId, line, role: 'lead' as const },
        ...others.map((each) => ({ unitId: each.unitId, line: each.line, role: 'assist' as const })),
      ]
      scene.onTicket('supervisor', { action: 'rule', input: { units, basis: '经会商，按权责清单裁定主办单位。' } })
      this.thread.planUnits()
    })
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
