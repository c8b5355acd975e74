import type { SupervisionMode, SupervisionOutcome } from '#domain/words'
import { Weighted } from './random'
import type { Scene } from './scene'
import { HOUR, MINUTE } from './tempo'
import * as say from './words/turns'

const URGED = 0.06
const URGED_AGAIN = 0.25
const SUPERVISED = 0.024
const INSTRUCTED = 0.004
const WATCHED = 0.4
const REPORTED = 0.08
const MODES = new Weighted<Exclude<SupervisionMode, 'instruction'>>([
  ['phone', 5],
  ['written', 3],
  ['onSite', 2],
])
const OUTCOMES = new Weighted<SupervisionOutcome>([
  ['satisfied', 85],
  ['again', 11],
  ['reported', 4],
])

/** What happens beside the work: people ask how far it is, supervisors and leaders look into it. */
export class Beside {
  constructor(private readonly scene: Scene) {}

  planUrges() {
    const { random, story, tempo } = this.scene
    if (random.chance(URGED)) story.plan(tempo.about(7 * HOUR, 0.8), () => this.urge())
  }

  planLooks() {
    const { random, story, tempo, ticket } = this.scene
    if (ticket.type === 'praise') return
    if (random.chance(SUPERVISED)) story.plan(tempo.about(9 * HOUR, 0.6), () => this.supervise())
    if (random.chance(INSTRUCTED)) story.plan(tempo.about(8 * HOUR, 0.6), () => this.instruct())
  }

  planReport(id: string) {
    const { random, story, tempo } = this.scene
    if (random.chance(REPORTED)) story.plan(tempo.about(4 * HOUR, 0.5), () => this.report(id))
  }

  /** What is shelved is kept an eye on, until it goes on. */
  watch() {
    if (this.scene.random.chance(WATCHED)) this.supervise(false)
  }

  conclude() {
    for (const { id, closedAt } of this.scene.story.snapshot.supervisions) if (!closedAt) this.planClose(id)
  }

  private urge() {
    const { scene } = this
    const by = scene.random.chance(0.85) ? ('requester' as const) : ('operator' as const)
    const urged = scene.onTicket('operator', { action: 'urge', input: { by, note: say.urgeNote(scene.random) } })
    if (urged && scene.random.chance(URGED_AGAIN)) scene.story.plan(scene.tempo.about(9 * HOUR, 0.6), () => this.urge())
  }

  private report(id: string) {
    const { scene } = this
    if (!scene.isSigned(id)) return
    const input = { publicText: say.stageText(scene.random, scene.category) }
    scene.onAssignment(scene.handler(scene.story.assignment(id).unitId), id, { action: 'stageReport', input })
  }

  private supervise(ends = true) {
    this.look('supervisor', 'supervise', { mode: MODES.pick(this.scene.random) }, ends)
  }

  private instruct() {
    this.look('leader', 'instruct', {})
  }

  private look(role: 'supervisor' | 'leader', action: 'supervise' | 'instruct', more: object, ends = true) {
    const { scene } = this
    const lead = scene.lead()
    if (!lead) return
    const words = say.superviseWords(scene.random)
    const input = { unitId: lead.unitId, days: scene.random.whole(2, 5), words, ...more }
    if (!scene.onTicket(role, { action, input })) return
    const { id } = scene.story.snapshot.supervisions.at(-1)!
    scene.story.plan(scene.tempo.about(9 * HOUR, 0.6), () => this.answer(id, lead.id, ends))
  }

  private answer(supervisionId: string, id: string, ends: boolean) {
    const { scene } = this
    const actor = scene.handler(scene.story.assignment(id).unitId)
    scene.onAssignment(actor, id, { action: 'answerSupervision', input: { supervisionId, note: say.answerNote } })
    if (ends) this.planClose(supervisionId)
  }

  private planClose(supervisionId: string) {
    const { scene } = this
    scene.story.plan(scene.tempo.about(150 * MINUTE, 0.6), () => {
      const input = { supervisionId, outcome: OUTCOMES.pick(scene.random), note: '已听取汇报并核实。' }
      scene.onTicket('supervisor', { action: 'closeSupervision', input })
    })
  }
}
