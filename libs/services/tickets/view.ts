import type { Actor } from '#domain/access'
import { shownNumber } from '#domain/numbers'
import { maskName } from '#domain/privacy/names'
import { maskPhone } from '#domain/privacy/phone'
import { redactor } from '#domain/privacy/redact'
import { maySeeFile, type Sight, sightOf, wroteIt } from '#domain/sight'
import { can } from '#domain/access'
import type { AssignmentView, EventView, FileView, ReplyView, RequesterView, TicketView } from '#domain/views'
import { type RegionRules, categoryPath } from '#domain/workflow/region'
import { eventLabel, eventText, wordsText } from '#domain/workflow/says'
import type { AssignmentFacts } from '#domain/workflow/snapshot'
import { dispatchedRight } from '#domain/workflow/return-chain'
import { offers } from '#domain/workflow/step'
import { openWords } from '#data/rows'
import { fileView } from '../files/view'
import { type Beside, clockView, marksOf, requestViews, supervisionViews } from './view-beside'
import { meetingViews } from './view-meetings'
import { kinView } from './view-kin'
import { heardOf } from './view-ratings'
import type { KeyRing } from '#data/secrets/key-ring'
import type { Loaded } from '#data/snapshot'
import type { TicketDetails } from '#data/ticket-details'
import type { EventRow } from '#data/timeline'
import { demandOf } from './demand'
import { enterpriseOf } from './enterprise'
import { known } from './known'

/**
 * A ticket as one person may see it. Everything readable passes through `read`: as written, with the requester taken out,
 * or not at all. Nothing below decides that again.
 */
export class Viewer {
  private readonly sight: Sight
  /** A text as this person may read it. */
  readonly read: (text: string) => string | null

  constructor(
    private readonly keys: KeyRing,
    private readonly region: RegionRules,
    private readonly actor: Actor,
    private readonly loaded: Loaded,
    private readonly details: TicketDetails,
  ) {
    this.sight = sightOf(actor, loaded.snapshot)
    this.read = this.reader()
  }

  ticket(): TicketView {
    const { snapshot } = this.loaded
    const { ticket } = snapshot
    const demand = demandOf(this.keys, this.actor, this.loaded.snapshot, this.details, this.read)
    return {
      id: ticket.id,
      number: ticket.number,
      shownNumber: shownNumber(ticket.number, ticket.redoCount),
      version: ticket.version,
      state: ticket.state,
      type: ticket.type,
      urgency: ticket.urgency,
      channel: ticket.channel,
      // Who knows the number may look the requester up where it came from.
      channelRef: this.sight.words === 'full' ? this.details.channelRef : null,
      desk: ticket.desk,
      confidential: ticket.confidential,
      nameConfidential: ticket.nameConfidential,
      title: demand.title ?? ticket.title,
      content: demand.content,
      outcome: ticket.outcome,
      answer: this.details.answer && this.read(this.details.answer),
      // The question tells the matter: not to those who may not read it.
      knowledge: this.sight.words === 'hidden' ? null : this.details.knowledge,
      category: { code: ticket.categoryCode, path: categoryPath(this.region, ticket.categoryCode) },
      tags: this.details.tags.flatMap((tag) => this.read(tag) ?? []),
      place: ticket.placeCode
        ? { code: ticket.placeCode, name: this.region.places.get(ticket.placeCode)?.name ?? '' }
        : null,
      address: demand.address,
      areaKind: ticket.areaKind,
      requester: this.requester(),
      requesterHidden: this.sight.requester === 'hidden',
      accusedUnit: ticket.accusedUnitId
        ? { id: ticket.accusedUnitId, name: this.unitName(ticket.accusedUnitId) }
        : null,
      owner: this.details.owner,
      registeredBy: this.details.registeredBy,
      registeredAt: iso(ticket.registeredAt)!,
      dispatchedAt: iso(ticket.dispatchedAt),
      closedAt: iso(ticket.closedAt),
      dueAt: iso(ticket.dueAt),
      yellowAt: iso(ticket.yellowAt),
      round: ticket.round,
      redoCount: ticket.redoCount,
      escalated: ticket.escalated,
      ...marksOf(ticket),
      falseClosure: this.sight.requester !== 'hidden' && this.details.falseClosure,
      cameBack: this.sight.requester !== 'hidden' && this.details.cameBack,
      still: ticket.still,
      waitsForMerged: ticket.closing !== null,
      plannedOn: ticket.plannedOn,
      escalation: ticket.escalation,
      kin: kinView(this.actor, snapshot, this.details),
      assignments: snapshot.assignments.map((each) => this.assignment(each)),
      dispatchedRight: dispatchedRight(ticket),
      requests: requestViews(this.beside),
      supervisions: supervisionViews(this.beside),
      meetings: meetingViews(this.beside),
      files: this.files(),
      ...heardOf(this.beside),
      clocks: snapshot.clocks.map(clockView),
      actions: offers(snapshot, { actor: this.actor, now: new Date(), region: this.region }),
    }
  }

  event(row: EventRow): EventView {
    const words = openWords(this.keys, row.wordsSealed, 'event.words')
    return {
      seq: row.seq,
      kind: row.kind,
      label: eventLabel(row.kind),
      text: eventText(row.kind, row.data, this.region),
      words: words && this.readFrom(row)(wordsText(words)),
      assignmentId: row.assignmentId,
      by: row.by,
      unitName: row.unitName,
      at: row.at.toISOString(),
    }
  }

  private readFrom(author: { assignmentId: string | null; unitId: number | null }): (text: string) => string | null {
    return wroteIt(this.actor, this.loaded.snapshot, author) ? (text) => text : this.read
  }

  private reader(): (text: string) => string | null {
    if (this.sight.words === 'full') return (text) => text
    if (this.sight.words === 'hidden') return () => null
    return redactor(known(this.keys, this.details.requester))
  }

  private requester(): RequesterView | null {
    const who = this.details.requester
    if (this.sight.requester === 'hidden') return null
    const { ticket } = this.loaded.snapshot
    const name = who?.name ? maskName(this.open(who.name, 'requester.name')) : null
    const phone = who?.phone ? maskPhone(this.open(who.phone, 'requester.phone')) : null
    const revealable =
      can(this.actor.roles, 'requester.reveal') && who
        ? (['phone', 'name', 'identity', 'contact'] as const).filter((field) => who[field] !== null)
        : []
    return {
      kind: ticket.requesterKind,
      anonymous: ticket.anonymous,
      name,
      phone,
      creditCode: who?.creditCode ?? null,
      language: who?.language ?? 'chinese',
      ...enterpriseOf(this.keys, this.region, who),
      revealable,
    }
  }

  private get beside(): Beside {
    const { snapshot } = this.loaded
    const said = (sealed: string | null, context: string) => this.read(wordsText(this.words(sealed, context)))
    const wordOf = (sealed: string | null, context: string, key: string) => {
      const text = this.words(sealed, context)[key]
      return text === undefined ? null : this.read(text)
    }
    return {
      region: this.region,
      snapshot,
      details: this.details,
      actor: this.actor,
      unitName: (id) => this.unitName(id),
      said,
      wordOf,
    }
  }

  private assignment(assignment: AssignmentFacts): AssignmentView {
    const { unitPath: _path, dispatchedBy: _by, acceptedAt: _accepted, ...facts } = assignment
    return {
      ...facts,
      unitName: this.unitName(assignment.unitId),
      dispatchedAt: iso(assignment.dispatchedAt)!,
      returnUntil: iso(assignment.returnUntil),
      signedAt: iso(assignment.signedAt),
      signedBy: this.details.signers?.[assignment.id] ?? null,
      contactedAt: iso(assignment.contactedAt),
      repliedAt: iso(assignment.repliedAt),
      arrivedAt: iso(assignment.arrivedAt),
      dueAt: iso(assignment.dueAt),
      yellowAt: iso(assignment.yellowAt),
      replies: this.replies(assignment.id),
    }
  }

  private replies(assignmentId: string): ReplyView[] {
    const own = (this.details.replies ?? []).filter((reply) => reply.assignmentId === assignmentId)
    return own.map(({ assignmentId: _of, unitId, words, at, ...reply }) => {
      const said = this.words(words, 'reply.words')
      const read = this.readFrom({ assignmentId, unitId })
      const text = (key: string) => (said[key] && read(said[key])) ?? ''
      return {
        ...(reply as Pick<ReplyView, 'round' | 'by' | 'outcome' | 'state'>),
        at: new Date(at).toISOString(),
        findings: text('findings'),
        measures: text('measures'),
        basis: text('basis'),
        contactPerson: text('contactPerson'),
        publicText: text('publicText'),
        internalText: text('internalText'),
        plannedOn: said['plannedOn'] ?? '',
        withoutAssists: text('withoutAssists'),
      }
    })
  }

  /** What of the files this person may know of: the others are not there at all. */
  files(): FileView[] {
    return (this.details.files ?? [])
      .filter((file) => maySeeFile(this.actor, this.loaded.snapshot, file))
      .map((file) =>
        fileView(file, this.readFrom(file)(file.nameSealed ? this.open(file.nameSealed, 'file.name') : '') ?? ''),
      )
  }

  private words(sealed: string | null, context: string): Record<string, string> {
    return openWords(this.keys, sealed ? Buffer.from(sealed, 'hex') : null, context) ?? {}
  }

  private open(sealedHex: string, context: string): string {
    return this.keys.open(Buffer.from(sealedHex, 'hex'), context)
  }

  private unitName(id: number): string {
    return this.region.units.get(id)?.name ?? ''
  }
}

const iso = (at: Date | null) => at?.toISOString() ?? null
