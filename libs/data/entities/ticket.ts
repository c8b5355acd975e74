import { Column, Entity, PrimaryColumn } from 'typeorm'
import type {
  AreaKind,
  Channel,
  Desk,
  HandedOverTo,
  HandedTo,
  IntakeOutcome,
  RequesterKind,
  Still,
  TicketState,
  TicketType,
  UploadState,
  Urgency,
} from '#domain/words'
import type { TurnState } from '#domain/words/desk'

/** 工单: one demand, from intake to archive. */
@Entity('ticket')
export class Ticket {
  @PrimaryColumn({ type: 'bigint' }) id: string
  @Column({ type: 'text' }) number: string
  @Column({ type: 'date' }) month: string
  @Column({ type: 'text' }) state: TicketState
  @Column({ type: 'int' }) version: number
  @Column({ name: 'last_hash', type: 'bytea' }) lastHash: Buffer
  @Column({ type: 'text' }) type: TicketType
  @Column({ type: 'text' }) channel: Channel
  @Column({ name: 'channel_ref', type: 'text', nullable: true }) channelRef: string | null
  @Column({ type: 'text', nullable: true }) desk: Desk | null
  @Column({ type: 'text' }) urgency: Urgency
  @Column({ name: 'requester_id', type: 'bigint', nullable: true }) requesterId: string | null
  @Column({ name: 'requester_kind', type: 'text' }) requesterKind: RequesterKind
  @Column({ type: 'boolean' }) anonymous: boolean
  @Column({ type: 'boolean' }) confidential: boolean
  @Column({ name: 'name_confidential', type: 'boolean' }) nameConfidential: boolean
  @Column({ type: 'boolean' }) retaliation: boolean
  @Column({ name: 'accused_unit_id', type: 'int', nullable: true }) accusedUnitId: number | null
  @Column({ type: 'text' }) title: string
  @Column({ type: 'text', nullable: true }) content: string | null
  @Column({ name: 'content_sealed', type: 'bytea', nullable: true }) contentSealed: Buffer | null
  @Column({ name: 'category_code', type: 'text' }) categoryCode: string
  @Column({ type: 'text', array: true }) tags: string[]
  @Column({ name: 'place_code', type: 'text', nullable: true }) placeCode: string | null
  @Column({ type: 'text' }) address: string
  @Column({ name: 'area_kind', type: 'text', nullable: true }) areaKind: AreaKind | null
  @Column({ name: 'policy_id', type: 'int' }) policyId: number
  @Column({ name: 'catalogue_version', type: 'int', nullable: true }) catalogueVersion: number | null
  @Column({ type: 'text' }) outcome: IntakeOutcome
  @Column({ type: 'text', nullable: true }) answer: string | null
  @Column({ name: 'registered_at', type: 'timestamptz' }) registeredAt: Date
  @Column({ name: 'registered_by', type: 'int' }) registeredBy: number
  @Column({ name: 'owner_id', type: 'int', nullable: true }) ownerId: number | null
  @Column({ name: 'dispatched_at', type: 'timestamptz', nullable: true }) dispatchedAt: Date | null
  @Column({ name: 'reviewed_at', type: 'timestamptz', nullable: true }) reviewedAt: Date | null
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt: Date | null
  @Column({ name: 'archived_at', type: 'timestamptz', nullable: true }) archivedAt: Date | null
  /** `Infinity`: no deadline. */
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt: Date | number
  @Column({ name: 'yellow_at', type: 'timestamptz' }) yellowAt: Date | number
  @Column({ type: 'smallint' }) round: number
  @Column({ name: 'redo_count', type: 'smallint' }) redoCount: number
  @Column({ type: 'boolean' }) escalated: boolean
  @Column({ name: 'awaits_review', type: 'boolean' }) awaitsReview: boolean
  @Column({ type: 'boolean' }) problem: boolean
  @Column({ name: 'accepted_returns', type: 'smallint' }) acceptedReturns: number
  @Column({ type: 'boolean' }) consulting: boolean
  @Column({ type: 'boolean' }) ruled: boolean
  @Column({ type: 'boolean' }) complex: boolean
  @Column({ name: 'shelved_at', type: 'timestamptz', nullable: true }) shelvedAt: Date | null
  @Column({ name: 'review_on', type: 'date', nullable: true }) reviewOn: string | null
  @Column({ type: 'boolean' }) difficult: boolean
  @Column({ name: 'difficult_owner', type: 'int', nullable: true }) difficultOwner: number | null
  @Column({ name: 'check_on', type: 'date', nullable: true }) checkOn: string | null
  @Column({ name: 'urge_count', type: 'smallint' }) urgeCount: number
  @Column({ name: 'handed_to', type: 'text', nullable: true }) handedTo: HandedTo | null
  @Column({ name: 'reopened_at', type: 'timestamptz', nullable: true }) reopenedAt: Date | null
  /** Where the answer is on its way to the platform the demand came from. */
  @Column({ type: 'text', nullable: true }) upload: UploadState | null
  @Column({ name: 'turned_to', type: 'text', nullable: true }) turnedTo: HandedOverTo | null
  @Column({ name: 'turn_state', type: 'text', nullable: true }) turnState: TurnState | null
  @Column({ type: 'text', nullable: true }) still: Still | null
  @Column({ name: 'merged_into', type: 'bigint', nullable: true }) mergedInto: string | null
  @Column({ name: 'part_of', type: 'bigint', nullable: true }) partOf: string | null
  @Column({ type: 'text', nullable: true }) closing: string | null
  @Column({ name: 'planned_on', type: 'date', nullable: true }) plannedOn: string | null
  @Column({ type: 'smallint' }) escalation: number
  @Column({ name: 'callback_unit_id', type: 'int', nullable: true }) callbackUnitId: number | null
  @Column({ name: 'call_from', type: 'timestamptz', nullable: true }) callFrom: Date | null
  @Column({ name: 'call_promised', type: 'boolean' }) callPromised: boolean
  @Column({ name: 'rated_since', type: 'timestamptz', nullable: true }) ratedSince: Date | null
  @Column({ type: 'tsvector', select: false }) search: string
}
