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
import { ClockPolicy } from './clock-policy'
import { Consent } from './consent'
import { Delivery } from './delivery'
import { Desk } from './desk'
import { DeskMember } from './desk-member'
import { DeskShift } from './desk-shift'
import { Draft } from './draft'
import { Event } from './event'
import { FalseClosure } from './false-closure'
import { Idempotency } from './idempotency'
import { MessageTemplateRow } from './message-template'
import { MissedCall } from './missed-call'
import { Notice } from './notice'
import { OptOut } from './opt-out'
import { OperatorState } from './operator-state'
import { PasswordHistory } from './password-history'
import { Person } from './person'
import { PersonRole } from './person-role'
import { Place } from './place'
import { Region } from './region'
import { Reply } from './reply'
import { Request } from './request'
import { Requester } from './requester'
import { Reveal } from './reveal'
import { Session } from './session'
import { Supervision } from './supervision'
import { Suspension } from './suspension'
import { Tag } from './tag'
import { Ticket } from './ticket'
import { Unit } from './unit'
import { UnitGroup } from './unit-group'
import { UnitGroupMember } from './unit-group-member'
import { WorkerHeartbeat } from './worker-heartbeat'

/** Plain rows, one class per table; a test holds them against the real schema. */
export const ENTITIES = [
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
  ClockPolicy,
  Consent,
  Delivery,
  Desk,
  DeskMember,
  DeskShift,
  Draft,
  Event,
  FalseClosure,
  Idempotency,
  MessageTemplateRow,
  MissedCall,
  Notice,
  OptOut,
  OperatorState,
  PasswordHistory,
  Person,
  PersonRole,
  Place,
  Region,
  Reply,
  Request,
  Requester,
  Reveal,
  Session,
  Supervision,
  Suspension,
  Tag,
  Ticket,
  Unit,
  UnitGroup,
  UnitGroupMember,
  WorkerHeartbeat,
]
