import { keysOf, type RedoExit } from '#domain/words'
import { TRANSFERRED_TO } from '#domain/words-heard'
import type { Aftermath } from './aftermath'
import type { Endings } from './endings'
import { exitOf, gradeOf, mannerOf, solvedOf } from './moods'
import type { Scene, Thread } from './scene'
import { DAY, HOUR, MINUTE } from './tempo'
import * as say from './words/say'

const PROMISED = 0.15

/** From the replies to the end: they are looked at, the requester is called, and what was not solved goes back. */
export class Calls {
  constructor(
    private readonly scene: Scene,
    private readonly endings: Endings,
    private readonly aftermath: Aftermath,
    private readonly thread: Thread,
  ) {}

  planReview() {
    this.scene.story.plan(this.scene.tempo.about(75 * MINUTE, 0.9), () => this.review())
  }

  private review() {
    const { scene } = this
    const lead = scene.lead()
    if (!scene.ticket.awaitsReview || !lead) return
    if (scene.random.chance(0.04)) {
      const input = { reason: say.sendBackReason(scene.random), assignments: [{ assignmentId: lead.id }] }
      scene.onTicket('dispatcher', { action: 'sendBack', input })
      return scene.story.plan(scene.tempo.about(150 * MINUTE, 0.6), () => this.thread.reply(lead.id))
    }
    if (scene.onTicket('dispatcher', { action: 'accept', input: {} })) this.planCallback()
  }

  planCallback() {
    this.scene.story.plan(this.scene.tempo.byClock('callback', null, 0.4, 0.7, 5 * HOUR), () => this.call(1))
  }

  private call(attempt: number) {
    const { scene } = this
    // 办结 waits until whatever was to be answered is.
    if (scene.story.snapshot.supervisions.some(({ closedAt }) => !closedAt))
      return scene.story.plan(scene.tempo.about(5 * HOUR, 0.3), () => this.call(attempt))
    if (scene.random.chance(attempt === 1 ? 0.83 : 0.7)) {
      const exit = this.calledBack()
      this.aftermath.plan()
      return exit === 'redo' ? this.aftermath.planRedo() : this.endings.planClosed()
    }
    if (scene.random.chance(PROMISED)) return this.promise(attempt)
    scene.onTicket('callbackAgent', { action: 'unreached', input: { note: '拨打三次无人接听。' } })
    if (scene.ticket.state === 'closed') this.endings.planClosed()
    else scene.story.plan(scene.tempo.anotherHalfDay(), () => this.call(attempt + 1))
  }

  /** Reached at a bad moment: called again when they said. */
  private promise(attempt: number) {
    const { scene } = this
    const at = scene.tempo.anotherHalfDay()
    const input = { at: new Date(at).toISOString(), note: '诉求人正在忙，约定改时间回访。' }
    scene.onTicket('callbackAgent', { action: 'promiseCall', input })
    scene.story.plan(at + MINUTE, () => this.call(attempt))
  }

  private calledBack(): RedoExit | null {
    const { scene } = this
    const { random, city, ticket } = scene
    const asked = scene.working().filter(({ state }) => state === 'accepted')
    const lead = asked.find(({ role }) => role === 'lead')
    const { solves, pleases } = lead ? city.character(lead.unitId) : { solves: 0.95, pleases: 0.94 }
    const solved = solvedOf(random, solves, ticket.round)
    const resultGrade = gradeOf(random, solved, pleases)
    const exit = solved !== 'yes' || resultGrade <= 2 ? exitOf(random, !lead) : null
    const contacted = asked.map(({ id, unitId }) => ({
      assignmentId: id,
      contacted: random.chance(city.character(unitId).contacts),
    }))
    const exitReason = exit === 'redo' ? say.redoReason(random) : say.exitReason(random)
    const input = {
      solved,
      resultGrade,
      mannerGrade: mannerOf(random, resultGrade),
      contacted,
      words: say.callbackWords(random, solved),
      ...(exit ? { exit, exitReason } : {}),
      ...(exit === 'extended' && {
        checkOn: new Date(scene.story.at + random.whole(15, 45) * DAY).toISOString().slice(0, 10),
      }),
      ...(exit === 'transferred' && { transferredTo: random.pick(keysOf(TRANSFERRED_TO)) }),
    }
    scene.onTicket('callbackAgent', { action: 'callback', input })
    return exit
  }
}
