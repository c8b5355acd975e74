import { isPutOff } from '#domain/workflow/redo'
import type { RectificationFacts } from '#domain/workflow/snapshot'
import type { Endings } from './endings'
import type { Scene, Thread } from './scene'
import { DAY, HOUR, MINUTE } from './tempo'
import * as say from './words/turns'

/** So many of those who have to put something right never say that they did. */
const IGNORED = 0.04
const MADE_GOOD = 0.86
const KEPT = 0.8

/** What a bad review and a promised day oblige to, once the callback is over: it is put right, checked, looked at again. */
export class Aftermath {
  private readonly begun = new Set<string>()

  constructor(
    private readonly scene: Scene,
    private readonly endings: Endings,
    private readonly thread: Thread,
  ) {}

  plan() {
    const { rectifications, disposals } = this.scene.story.snapshot
    for (const each of rectifications.filter(({ id }) => !this.begun.has(id))) {
      this.begun.add(each.id)
      if (!this.scene.random.chance(IGNORED)) this.planRectify(each)
    }
    for (const { checkOn } of disposals.filter(isPutOff)) this.planFollowUp(checkOn!)
  }

  private planRectify({ id, assignmentId, unitId }: RectificationFacts) {
    const { scene } = this
    const share = scene.city.character(unitId).pace * 0.9
    scene.story.plan(scene.tempo.byClock('rectify', assignmentId, share, 0.5, 3 * DAY), () => {
      const input = { measures: say.measures(scene.random) }
      if (scene.onAssignment(scene.handler(unitId), assignmentId, { action: 'rectify', input })) this.planCheck(id)
    })
  }

  /** The requester is called a second time. */
  private planCheck(rectificationId: string) {
    const { scene } = this
    scene.story.plan(scene.tempo.about(6 * HOUR, 0.6), () => {
      const done = scene.random.chance(MADE_GOOD)
      const input = done
        ? { rectificationId, outcome: 'done' as const, grade: scene.random.whole(3, 5), note: say.madeGood }
        : { rectificationId, outcome: 'again' as const, grade: 2, note: say.notMadeGood }
      if (!scene.onTicket('callbackAgent', { action: 'checkRectification', input })) return
      if (done) this.endings.planArchiveAgain()
      else this.planRectify(scene.story.snapshot.rectifications.find(({ id }) => id === rectificationId)!)
    })
  }

  /** 延期销号, on its day: kept, or back to the units. */
  private planFollowUp(checkOn: string) {
    const { scene } = this
    scene.story.plan(scene.tempo.inOffice(Date.parse(`${checkOn}T00:00:00+08:00`)), () => {
      const done = scene.random.chance(KEPT)
      const input = done
        ? { outcome: 'done' as const, note: '已到期复核，承诺事项已完成。' }
        : { outcome: 'redo' as const, note: '到期复核，承诺事项尚未完成。' }
      if (!scene.onTicket('callbackAgent', { action: 'followUp', input })) return
      if (done) this.endings.planArchiveAgain()
      else this.planRedo()
    })
  }

  planRedo() {
    const { scene, thread } = this
    for (const { id } of scene.working().filter(({ state }) => state === 'signed'))
      scene.story.plan(scene.tempo.about(100 * MINUTE, 0.7), () => thread.contact(id))
  }
}
