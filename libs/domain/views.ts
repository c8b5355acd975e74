import type { FileGroup, FileKind, Scan } from './files'
import type { JobState } from './jobs'
import type { RectificationCounts } from './rectification'
import type { Permission, Role } from './access'
import type { DeliveryFault, DeliveryState, MessageChannel } from './messages/kinds'
import type {
  AgendaState,
  AreaKind,
  AssignmentRole,
  AssignmentState,
  CallbackVia,
  Channel,
  ClockKind,
  ConsultationState,
  Desk,
  HandedOverTo,
  HandedTo,
  IntakeOutcome,
  Line,
  LinkReason,
  RectificationCheck,
  RectificationState,
  RedoExit,
  REMINDER_LISTS,
  ReplyOutcome,
  RequesterKind,
  RequestKind,
  RequestState,
  Solved,
  Still,
  SupervisionMode,
  SupervisionOutcome,
  TicketState,
  TicketType,
  TransferredTo,
  UnitKind,
  UploadState,
  Urgency,
} from './words'
import type { KnowledgeUsed } from './desk-views'
import type { EnterpriseSize, Language, TurnState } from './words/desk'

/** What the API answers. Times are ISO 8601 strings; ids are strings (bigint) for tickets and assignments, numbers elsewhere. */

export interface Me {
  person: { id: number; login: string; name: string; desk: Desk | null; mustChangePassword: boolean }
  unit: { id: number; name: string; kind: UnitKind }
  roles: Role[]
  permissions: Permission[]
  region: { code: string; name: string }
  session: { expiresAt: string; idleMinutes: number }
  now: string
}

/** An account, as the system administrator sees it. */
export interface PersonView {
  id: number
  login: string
  name: string
  unitId: number
  unitName: string
  desk: Desk | null
  roles: Role[]
  active: boolean
  /** Too many failed sign-ins, for some minutes. */
  locked: boolean
  mustChangePassword: boolean
  /** False for administrators: their accounts are changed on the server alone. */
  manageable: boolean
  lastSeenAt: string | null
}
/** The initial password is told once and must be changed at the first sign-in. */
export interface PersonCreated {
  person: PersonView
  initialPassword: string
}

/** Something somebody did that is not part of a ticket's timeline. */
export interface AuditView {
  id: string
  at: string
  kind: string
  label: string
  by: string | null
  login: string | null
  facts: { name: string; value: string }[]
  requestId: string | null
}

/** Somebody looked at a requester. */
export interface RevealView {
  at: string
  until: string
  by: string
  unitName: string
  field: string
  reason: string
}

/** Somebody signed in, as the security administrator sees it. */
export interface SessionView {
  id: string
  personId: number
  login: string
  name: string
  unitName: string
  createdAt: string
  seenAt: string
  expiresAt: string
  address: string | null
  agent: string | null
}

export interface UnitView {
  id: number
  name: string
  kind: UnitKind
  parentId: number | null
  aliases: string[]
}
export interface CategoryView {
  code: string
  name: string
  level: 1 | 2 | 3
  parentCode: string | null
  unitId: number | null
  lifeLine: boolean
  enterprise: boolean
  tags: string[]
}
export interface PlaceView {
  code: string
  name: string
  parentCode: string | null
  unitId: number
  areaKind: AreaKind
}
/** Everything a form needs to offer choices; cached by the client until `dataVersion` changes. */
export interface RegionView {
  code: string
  name: string
  dataVersion: string
  callbackScripts: Partial<Record<TicketType | 'default', string[]>>
  units: UnitView[]
  categories: CategoryView[]
  places: PlaceView[]
  groups: { code: string; name: string; unitIds: number[] }[]
}

/** A page of a list: `next` goes into `?after=`; null at the end, and an empty page past it. */
export interface Page<T> {
  items: T[]
  next: string | null
}

/** Something attached to a ticket, or waiting to be. */
export interface FileView {
  id: string
  name: string
  kind: FileKind
  size: number
  /** A picture that a page may show. */
  shown: boolean
  identifying: boolean
  scan: Scan
  by: string
  at: string
  /** The event it came with; null while it waits. */
  seq: number | null
  assignmentId: string | null
}
export interface FileLimits {
  kinds: FileKind[]
  megabytes: Partial<Record<FileGroup, number>>
  /** In one step. */
  most: number
  /** Somebody looks for viruses. */
  scanned: boolean
}

export interface InboxItem {
  assignmentId: string
  ticketId: string
  number: string
  /** Of the ticket: an action says which one was seen. */
  version: number
  title: string
  type: TicketType
  urgency: Urgency
  unitId: number
  unitName: string
  line: Line
  role: AssignmentRole
  state: AssignmentState
  round: number
  dispatchedAt: string
  contactedAt: string | null
  dueAt: string | null
  yellowAt: string | null
}
/** Counts are exact up to `COUNT_UP_TO`, then it is said to be more. */
export interface InboxPage extends Page<InboxItem> {
  counts: Partial<Record<AssignmentState, number>>
}

export interface TicketRow {
  id: string
  number: string
  shownNumber: string
  version: number
  title: string
  type: TicketType
  urgency: Urgency
  state: TicketState
  channel: Channel
  categoryName: string
  placeName: string | null
  registeredAt: string
  dueAt: string | null
  yellowAt: string | null
  round: number
  redoCount: number
  /** When a shelved or a difficult one is looked at again. */
  reviewOn: string | null
  checkOn: string | null
  /** When a plan that was promised is looked at. */
  plannedOn: string | null
  /** The next call to the requester is possible, or was promised, from then on. */
  callFrom: string | null
  callPromised: boolean
}
export interface QueuePage extends Page<TicketRow> {
  counts: Partial<Record<string, number>>
}

interface OfTicket {
  id: string
  ticketId: string
  number: string
  shownNumber: string
  title: string
  type: TicketType
  urgency: Urgency
  unitName: string
}

/** A request that this caller may decide. */
export interface RequestRow extends OfTicket {
  kind: RequestKind
  step: number
  steps: number
  /** In words; empty where the kind says it all. */
  reason: string
  amount: string | null
  reviewOn: string | null
  askedAt: string
  /** Of the ticket. */
  dueAt: string | null
  yellowAt: string | null
}

/** 挂账台账, open to everybody. */
export interface LedgerItem {
  shownNumber: string
  category: string
  place: string | null
  unit: string | null
  reason: string
  since: string
  reviewOn: string
}

/** 督办 or 批示 that is not yet closed. */
export interface SupervisionRow extends OfTicket {
  mode: SupervisionMode
  letterNumber: string | null
  issuedAt: string
  answerBy: string
  answeredAt: string | null
}

export interface ActionOffer {
  action: string
  label: string
  /** Present when the action belongs to an assignment. */
  assignmentId?: string
  /** Shown as the main button. */
  primary: boolean
}

export interface ClockView {
  kind: ClockKind
  label: string
  assignmentId: string | null
  round: number
  startedAt: string
  yellowAt: string
  dueAt: string
  stoppedAt: string | null
  limit: string
  provisional: boolean
}

export interface ReplyView {
  round: number
  at: string
  by: string
  outcome: ReplyOutcome
  findings: string
  measures: string
  basis: string
  contactPerson: string
  publicText: string
  internalText: string
  /** Empty where there is nothing to say. */
  plannedOn: string
  withoutAssists: string
  state: 'draft' | 'submitted' | 'accepted' | 'sentBack'
}

/** A unit's request for a return, an extension or shelving, and where it stands. */
export interface RequestView {
  id: string
  assignmentId: string
  unitName: string
  kind: RequestKind
  state: RequestState
  /** Which of `steps` decisions is next. */
  step: number
  steps: number
  reason: string
  /** An extension in the unit of its clock, in words. */
  amount: string | null
  reviewOn: string | null
  suggestedUnit: string | null
  words: string | null
  askedBy: string
  askedAt: string
  decidedBy: string | null
  decidedAt: string | null
  /** This caller may approve or reject it now. */
  mayDecide: boolean
}

export interface SupervisionView {
  id: string
  /** The town that whistled. */
  fromUnit: string | null
  unitName: string
  mode: SupervisionMode
  letterNumber: string | null
  words: string | null
  issuedBy: string
  issuedAt: string
  answerBy: string
  answeredAt: string | null
  closedAt: string | null
  outcome: SupervisionOutcome | null
}

export interface DutyView {
  unitId: number
  unitName: string
  line: Line
  role: AssignmentRole
}

/** 会商: a meeting this ticket is or was on the agenda of. */
export interface MeetingView {
  itemId: string
  /** Of the item; what is concluded is changed on it. */
  version: number
  consultationId: string
  title: string
  at: string
  place: string
  state: AgendaState
  endedAt: string | null
  /** Units see it when it holds; those who prepare the meeting before. */
  conclusion: { units: DutyView[]; replyDays: number | null; basis: string | null; discussion: string | null } | null
}

export interface AssignmentView {
  id: string
  unitId: number
  unitName: string
  line: Line
  role: AssignmentRole
  state: AssignmentState
  round: number
  dispatchedAt: string
  returnUntil: string | null
  signedAt: string | null
  signedBy: string | null
  signedOnTime: boolean | null
  contactedAt: string | null
  contactedOnTime: boolean | null
  repliedAt: string | null
  repliedOnTime: boolean | null
  arrivedAt: string | null
  /** Delegated from this one, which answers for it. */
  parentId: string | null
  awaitsApproval: boolean
  dueAt: string | null
  yellowAt: string | null
  replies: ReplyView[]
}

export interface CallbackView {
  round: number
  attempt: number
  via: CallbackVia
  at: string
  by: string
  reached: boolean
  solved: Solved | null
  resultGrade: number | null
  mannerGrade: number | null
  words: string
  contacted: { unitName: string; contacted: boolean }[]
}

/** What was decided about a requester who was not satisfied with a round. */
export interface DisposalView {
  round: number
  exit: RedoExit
  at: string
  by: string
  reason: string
  /** An extended one is looked at again on this day. */
  checkOn: string | null
  checkedAt: string | null
  transferredTo: TransferredTo | null
}

export interface RectificationView {
  id: string
  round: number
  assignmentId: string
  unitName: string
  grade: number
  state: RectificationState
  dueAt: string
  tries: number
  submittedAt: string | null
  steps: { at: string; by: string; kind: 'submitted' | RectificationCheck; grade: number | null; words: string }[]
}

/** 整改 in a list; what was said is on the ticket's page. */
export interface RectificationRow extends OfTicket {
  state: RectificationState
  grade: number
  tries: number
  openedAt: string
  dueAt: string
  submittedAt: string | null
}

/** Of the bad reviews in real names of a month, by unit: rectified in time, late, overdue, or not yet due. */
export interface RectificationFigure {
  month: string
  target: number
  total: RectificationCounts & { rate: number | null }
  units: (RectificationCounts & { unitId: number; unitName: string; rate: number | null })[]
}

/** A door for the requester to rate a round; shown to be read out or copied. */
export interface RatingLinkView {
  url: string
  expiresAt: string
}

/** What whoever holds the link sees: what they wrote themselves, and who worked on it. */
export interface RatingPage {
  number: string
  title: string
  units: { assignmentId: string; unitName: string }[]
  expiresAt: string
}

/** Requester as this caller may see it: masked values, or null when the sight rules hide it altogether. */
export interface RequesterView extends EnterpriseView {
  kind: RequesterKind
  anonymous: boolean
  name: string | null
  phone: string | null
  creditCode: string | null
  /** Whoever calls should know before. */
  language: Language
  /** Which fields may be revealed with a reason. */
  revealable: ('phone' | 'name' | 'identity' | 'contact')[]
}

export interface EnterpriseView {
  contactPerson: string | null
  industry: string | null
  size: EnterpriseSize | null
  park: string | null
}

/** A ticket that belongs together with the one shown; only those this caller may see. */
export interface RelativeView {
  id: string
  shownNumber: string
  title: string
  state: TicketState
  registeredAt: string
}

export interface KinView {
  /** The one that is handled in its place. */
  master: RelativeView | null
  merged: RelativeView[]
  /** How many demands were merged into it, also those this caller may not see. */
  mergedCount: number
  parent: RelativeView | null
  parts: RelativeView[]
  links: (RelativeView & { reason: LinkReason })[]
}

/** An open ticket that may be about the same matter. */
export interface AlikeTicket extends RelativeView {
  content: string
  address: string
  /** Of the words of the shorter one, how many in a hundred the other has, too. */
  alike: number
}

export interface TicketView {
  id: string
  number: string
  shownNumber: string
  version: number
  state: TicketState
  type: TicketType
  urgency: Urgency
  channel: Channel
  channelRef: string | null
  desk: Desk | null
  /** What it says is for those who handle it. */
  confidential: boolean
  /** Whom it comes from is not told. */
  nameConfidential: boolean
  title: string
  /** Null while sealed (report or confidential) for a caller who may not read it. */
  content: string | null
  outcome: IntakeOutcome
  answer: string | null
  knowledge: KnowledgeUsed | null
  category: { code: string; path: string[] }
  tags: string[]
  place: { code: string; name: string } | null
  address: string
  areaKind: AreaKind | null
  requester: RequesterView | null
  requesterHidden: boolean
  accusedUnit: { id: number; name: string } | null
  owner: string | null
  registeredBy: string
  registeredAt: string
  dispatchedAt: string | null
  closedAt: string | null
  dueAt: string | null
  yellowAt: string | null
  round: number
  redoCount: number
  escalated: boolean
  problem: boolean
  consulting: boolean
  complex: boolean
  ruled: boolean
  shelvedAt: string | null
  reviewOn: string | null
  difficult: boolean
  checkOn: string | null
  urgeCount: number
  handedTo: HandedTo | null
  turnedTo: HandedOverTo | null
  turnState: TurnState | null
  /** 假闭环: the same matter was closed shortly before. */
  falseClosure: boolean
  /** 假闭环: closed, and the same matter was registered again shortly after. */
  cameBack: boolean
  /** 并单 or 拆分: it rests, others go on in its place. */
  still: Still | null
  /** Called back; closed as soon as every requester merged into it is called back, too. */
  waitsForMerged: boolean
  /** 已列入计划: when somebody looks whether it was kept. */
  plannedOn: string | null
  kin: KinView
  /** How far it was escalated because it is overdue: 1 the unit, 2 the leader in charge, 3 the leadership. */
  escalation: number
  assignments: AssignmentView[]
  /** 首次派单准确: never given back for good; null before it was dispatched. */
  dispatchedRight: boolean | null
  requests: RequestView[]
  supervisions: SupervisionView[]
  meetings: MeetingView[]
  callbacks: CallbackView[]
  files: FileView[]
  disposals: DisposalView[]
  rectifications: RectificationView[]
  /** The next call: possible or promised from then on, given to a district, or no longer needed because a rating waits. */
  callFrom: string | null
  callPromised: boolean
  callbackUnit: string | null
  ratedSince: string | null
  clocks: ClockView[]
  actions: ActionOffer[]
}

/** One line of the timeline. `text` is the sentence; `words` what people said, as far as this caller may read it. */
export interface EventView {
  seq: number
  kind: string
  label: string
  text: string
  words: string | null
  assignmentId: string | null
  by: string
  unitName: string | null
  at: string
}

export interface ActionResult {
  ticketId: string
  number: string
  version: number
  state: TicketState
}

export interface ProposedUnit {
  unitId: number
  unitName: string
  line: Line
  role: AssignmentRole
  why: string
  source: 'catalogue' | 'category' | 'place' | 'copyRule'
  ruleLine: string | null
  aliases: string[]
}
export interface Proposal {
  catalogueVersion: number
  units: ProposedUnit[]
  /** The catalogue is certain: register and dispatch in one act is offered. */
  certain: boolean
  /** What stands in the way, in words, e.g. no competent unit known, or the unit complained about must not be alone. */
  warnings: string[]
  deadlines: { kind: ClockKind; label: string; limit: string; dueAt: string }[]
}

export interface NoticeView {
  id: string
  kind: string
  text: string
  ticketId: string | null
  at: string
  level: number | null
  consultationId: string | null
}

/** A message to a requester and how far it has come; null text where it is not this caller's to read. */
export interface DeliveryView {
  id: string
  ticketId: string
  shownNumber: string
  label: string
  channel: MessageChannel
  state: DeliveryState
  fault: DeliveryFault | null
  note: string | null
  text: string | null
  attempts: number
  createdAt: string
  notBefore: string
  sentAt: string | null
  settledAt: string | null
}
/** Counts are exact up to 200. */
export interface DeliveryPage extends Page<DeliveryView> {
  counts: Partial<Record<DeliveryState, number>>
  /** Gateways that are configured. */
  channels: MessageChannel[]
}
/** An answer on its way to the platform the demand came from. */
export interface UploadView {
  seq: number
  platform: string
  state: UploadState
  /** Why it has not gone, or not yet. */
  fault: string | null
  text: string | null
  /** Why the platform sent it back. */
  reason: string | null
  attempts: number
  createdAt: string
  settledAt: string | null
}
export interface UploadItem extends UploadView {
  ticketId: string
  shownNumber: string
  title: string
}
export interface UploadPage extends Page<UploadItem> {
  counts: Partial<Record<UploadState, number>>
  configured: boolean
}
export interface TicketMessages {
  items: DeliveryView[]
  uploads: UploadView[]
  optedOut: boolean
}
/** Why a ticket is in a unit's daily reminder. */
export type ReminderList = keyof typeof REMINDER_LISTS
export interface ReminderItem {
  ticketId: string
  shownNumber: string
  title: string
  dueAt: string | null
  lists: ReminderList[]
}
/** 日提醒 of a unit and day. */
export interface ReminderView {
  unitId: number
  unitName: string
  day: string
  madeAt: string
  counts: Partial<Record<ReminderList, number>>
  confirmedAt: string | null
  confirmedBy: string | null
}
export interface ReminderDocument extends ReminderView {
  items: ReminderItem[]
}

/** What became of each of many; null where it was done. */
export interface EachDone {
  items: { id: string; refused: string | null }[]
}

export interface RequesterMatch extends EnterpriseView {
  requesterId: string
  name: string | null
  phone: string | null
  kind: RequesterKind
  creditCode: string | null
  language: Language
  tickets: {
    id: string
    number: string
    title: string
    state: TicketState
    registeredAt: string
    /** 首问责任人, until it is sent out or answered. */
    owner: string | null
    /** One of a pair: closed, and registered again within days. */
    falseClosure: boolean
  }[]
}

export interface ConsultationRow {
  id: string
  title: string
  at: string
  place: string
  state: ConsultationState
  chair: string
}

/** One ticket on the agenda, as far as this caller may see it. */
export interface AgendaItemView extends Omit<MeetingView, 'consultationId' | 'title' | 'at' | 'place'> {
  ticket: Pick<
    TicketView,
    'id' | 'shownNumber' | 'version' | 'state' | 'type' | 'urgency' | 'title' | 'dueAt' | 'yellowAt'
  >
  returns: number
  assignments: Pick<AssignmentView, 'unitId' | 'unitName' | 'line' | 'role' | 'state'>[]
}

export interface ConsultationView extends ConsultationRow {
  version: number
  chairId: number
  attendees: string[]
  units: { id: number; name: string }[]
  endedAt: string | null
  /** This caller may change it and carry it out. */
  mayHold: boolean
  items: AgendaItemView[]
}

/** What came of one ticket of many. */
export interface ItemResult {
  ticketId: string
  shownNumber: string
  /** `changed`: somebody acted on it after the conclusion was written. */
  result: 'done' | 'already' | 'postponed' | 'changed' | 'refused'
  /** In words, what to do. */
  message: string
}

export interface ConsultationResult {
  consultation: ConsultationView
  results: ItemResult[]
}

/** One promised piece of work. */
export interface JobView {
  id: string
  name: string
  label: string
  state: JobState
  attempts: number
  tries: number
  runAt: string
  createdAt: string
  error: string | null
}

/** What the machine room looks like: who works, what waits, what failed, what comes by the clock. */
export interface JobBoard {
  /** Worker processes heard of just now. */
  workers: number
  counts: Record<JobState, number>
  /** The failed first, then the running, then those waiting; as many as fit. */
  items: JobView[]
  timetable: { name: string; label: string; at: string; lastRunAt: string | null; nextRunAt: string }[]
}

/** What goes over a socket: ids, never content. */
export interface LiveEvent {
  cursor: string
  ticketId: string
  seq: number
  kind: string
}

export interface Problem {
  code: string
  message: string
  detail?: unknown
  requestId: string
}
