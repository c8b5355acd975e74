import { Announcement } from './announcement'
import { AnnouncementRead } from './announcement-read'
import { AppraisalFactRow } from './appraisal-fact'
import { Assignment } from './assignment'
import { Audit } from './audit'
import { CalendarDay } from './calendar-day'
import { CalendarYear } from './calendar-year'
import { Call } from './call'
import { CallEvent } from './call-event'
import { CallFigure } from './call-figure'
import { CallTicket } from './call-ticket'
import { Callback } from './callback'
import { CallbackContact } from './callback-contact'
import { Catalogue } from './catalogue'
import { CatalogueEntry } from './catalogue-entry'
import { Category } from './category'
import { Clock } from './clock'
import { ClockMove } from './clock-move'
import { ClockPolicy } from './clock-policy'
import { Consent } from './consent'
import { Consultation } from './consultation'
import { ConsultationItem } from './consultation-item'
import { ConsultationUnit } from './consultation-unit'
import { CopyRule } from './copy-rule'
import { DailyReminder } from './daily-reminder'
import { Delivery } from './delivery'
import { Desk } from './desk'
import { DeskMember } from './desk-member'
import { DeskShift } from './desk-shift'
import { DayReminder } from './day-reminder'
import { Disposal } from './disposal'
import { Draft } from './draft'
import { DutyShift } from './duty-shift'
import { DutyItem } from './duty-item'
import { Event } from './event'
import { FalseClosure } from './false-closure'
import { File } from './file'
import { Figure, FigureDelta } from './figure'
import { FreezeProposal, FrozenFact, FrozenPeriod, FrozenRank } from './frozen'
import { Idempotency } from './idempotency'
import { Knowledge } from './knowledge'
import { KnowledgeCount } from './knowledge-count'
import { KnowledgeFeedback } from './knowledge-feedback'
import { KnowledgeUse } from './knowledge-use'
import { KnowledgeVersion } from './knowledge-version'
import { MessageTemplateRow } from './message-template'
import { MissedCall } from './missed-call'
import { LetterYear } from './letter-year'
import { Notice } from './notice'
import { OptOut } from './opt-out'
import { OperatorState } from './operator-state'
import { PasswordHistory } from './password-history'
import { Person } from './person'
import { PersonRole } from './person-role'
import { Place } from './place'
import { Recalculation } from './recalculation'
import { RatingLink } from './rating-link'
import { Rectification } from './rectification'
import { RectificationStep } from './rectification-step'
import { Region } from './region'
import { Reply } from './reply'
import { ReplyUpload } from './reply-upload'
import { Request } from './request'
import { Requester } from './requester'
import { RequesterMark } from './requester-mark'
import { RequesterMarkStep } from './requester-mark-step'
import { Reveal } from './reveal'
import { RuleChange } from './rule-change'
import { Session } from './session'
import { Standstill } from './standstill'
import { Supervision } from './supervision'
import { Suspension } from './suspension'
import { Tag } from './tag'
import { TicketLink } from './ticket-link'
import { Ticket } from './ticket'
import { Unit } from './unit'
import { UnitGroup } from './unit-group'
import { UnitGroupMember } from './unit-group-member'
import { WorkerHeartbeat } from './worker-heartbeat'

/** Plain rows, one class per table; a test holds them against the real schema. */
export const ENTITIES = [
  Announcement,
  AnnouncementRead,
  AppraisalFactRow,
  Assignment,
  Audit,
  CalendarDay,
  CalendarYear,
  Call,
  CallEvent,
  CallFigure,
  CallTicket,
  Callback,
  CallbackContact,
  Catalogue,
  CatalogueEntry,
  Category,
  Clock,
  ClockMove,
  ClockPolicy,
  Consent,
  Consultation,
  ConsultationItem,
  ConsultationUnit,
  CopyRule,
  DailyReminder,
  Delivery,
  Desk,
  DeskMember,
  DeskShift,
  DayReminder,
  Disposal,
  Draft,
  DutyShift,
  DutyItem,
  Event,
  FalseClosure,
  File,
  Figure,
  FigureDelta,
  FreezeProposal,
  FrozenFact,
  FrozenPeriod,
  FrozenRank,
  Idempotency,
  Knowledge,
  KnowledgeCount,
  KnowledgeFeedback,
  KnowledgeUse,
  KnowledgeVersion,
  MessageTemplateRow,
  MissedCall,
  LetterYear,
  Notice,
  OptOut,
  OperatorState,
  PasswordHistory,
  Person,
  PersonRole,
  Place,
  Recalculation,
  RatingLink,
  Rectification,
  RectificationStep,
  Region,
  Reply,
  ReplyUpload,
  Request,
  Requester,
  RequesterMark,
  RequesterMarkStep,
  Reveal,
  RuleChange,
  Session,
  Standstill,
  Supervision,
  Suspension,
  Tag,
  TicketLink,
  Ticket,
  Unit,
  UnitGroup,
  UnitGroupMember,
  WorkerHeartbeat,
]
