import { SYSTEM } from '#domain/access'
import type { Scene, Thread } from './scene'
import { DAY, HOUR, MINUTE, SECOND } from './tempo'
import { reopenReason } from './words/turns'

const RETRACTED = 0.014
const UNDONE = 0.006
const SENT_BACK = 0.06
const REOPENED = 0.012

/** Where a ticket ends, and where an end or a beginning does not hold: archived, reopened, retracted, undone. */
export class Endings {
  constructor(
    private readonly scene: Scene,
    private readonly thread: Thread,
  ) {}

  /** Closed after a callback: now and then people find that it is not over. */
  planClosed() {
    const { story, random, tempo } = this.scene
    if (this.scene.ticket.state !== 'closed') return
    this.planArchive()
    if (this.scene.lead() && random.chance(REOPENED))
      story.plan(tempo.inOffice(story.at + random.between(0.3, 5) * DAY), () => this.reopen())
  }

  planArchive() {
    if (this.scene.ticket.upload === 'uploading') this.planUpload()
    this.planArchiveAgain()
  }

  /** Also when something that kept it from the archive is over. Reopened meanwhile, it is the later end that counts. */
  planArchiveAgain() {
    const { story, random, city, ticket } = this.scene
    const { closedAt, state } = ticket
    if (state !== 'closed') return
    const days = city.region.settings.archiveAfterDays ?? 30
    story.plan(story.at + days * DAY + random.between(1, 20) * SECOND, () => {
      if (this.scene.ticket.closedAt === closedAt)
        this.scene.act(SYSTEM, { on: 'ticket', action: 'archive', input: {} })
    })
  }

  /** The platform takes it within minutes; now and then it sends it back, and it is put right the same day. */
  private planUpload() {
    const { story, random, tempo } = this.scene
    const bySystem = (action: 'uploaded' | 'uploadRefused') =>
      this.scene.act(SYSTEM, {
        on: 'ticket',
        action,
        input: action === 'uploaded' ? {} : { reason: '答复未写明办理依据。' },
      })
    const arrives = () => story.plan(tempo.soon(1, 8), () => void bySystem('uploaded'))
    if (!random.chance(SENT_BACK)) return arrives()
    story.plan(tempo.soon(2, 30), () => {
      if (!bySystem('uploadRefused')) return
      story.plan(tempo.about(4 * HOUR, 0.5), () => {
        const input = { publicText: '您反映的事项已按有关规定办理完毕，办理依据和结果已向您说明。' }
        if (this.scene.onTicket('dispatcher', { action: 'correctUpload', input })) arrives()
      })
    })
  }

  planRetract() {
    const { story, random, tempo } = this.scene
    if (random.chance(RETRACTED)) story.plan(tempo.about(6 * HOUR, 0.9), () => this.retract())
  }

  /** The wrong unit was picked, and it is seen at once. */
  planUndo() {
    const { story, random, tempo } = this.scene
    if (!random.chance(UNDONE)) return
    story.plan(tempo.soon(1, 9), () => {
      const input = { reason: '派单单位选择有误，撤销后重新派单。' }
      if (this.scene.onTicket('dispatcher', { action: 'undoDispatch', input }))
        this.thread.planDispatch(tempo.soon(2, 12))
    })
  }

  private retract() {
    const { scene } = this
    const { supervisions, ticket } = scene.story.snapshot
    if (ticket.shelvedAt || supervisions.some(({ closedAt }) => !closedAt)) return
    if (scene.onTicket('operator', { action: 'retract', input: { reason: '诉求人来电称问题已自行解决。' } }))
      this.planArchive()
  }

  private reopen() {
    const { scene } = this
    if (!scene.onTicket('operator', { action: 'reopen', input: { reason: reopenReason(scene.random) } })) return
    for (const { id } of scene.working().filter(({ state }) => state === 'signed'))
      scene.story.plan(scene.tempo.about(100 * MINUTE, 0.7), () => this.thread.contact(id))
  }
}
