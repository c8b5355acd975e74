import { PERMISSIONS, ROLES, type Role } from '#domain/access'
import { FILE_GROUPS, FILE_KINDS, SCANS } from '#domain/files'
import { PROPOSAL_SOURCES } from '#domain/dispatch/propose'
import { JOB_STATES } from '#domain/jobs'
import { DELIVERY_FAULTS, DELIVERY_STATES, MESSAGE_CHANNELS } from '#domain/messages/kinds'
import type * as views from '#domain/views'
import {
  AGENDA_STATES,
  AREA_KINDS,
  ASSIGNMENT_ROLES,
  ASSIGNMENT_STATES,
  CALLBACK_VIA,
  CHANNELS,
  CLOCK_KINDS,
  CONSULTATION_STATES,
  DESKS,
  HANDED_OVER_TO,
  HANDED_TO,
  INTAKE_OUTCOMES,
  LINES,
  LINK_REASONS,
  RECTIFICATION_STATES,
  REDO_EXITS,
  REPLY_OUTCOMES,
  REQUESTER_KINDS,
  REQUEST_KINDS,
  REQUEST_STATES,
  SOLVED,
  STILL,
  SUPERVISION_MODES,
  SUPERVISION_OUTCOMES,
  TICKET_STATES,
  TICKET_TYPES,
  TRANSFERRED_TO,
  REMINDER_LISTS,
  UNIT_KINDS,
  UPLOAD_STATES,
  URGENCIES,
} from '#domain/words'
import { KnowledgeUsed } from './desk-views'
import { ENTERPRISE_SIZES, LANGUAGES, TURN_STATES } from '#domain/words/desk'
import {
  among,
  counts,
  id,
  list,
  named,
  object,
  oneOf,
  optional,
  orNull,
  share,
  text,
  time,
  whole,
  yesNo,
  type Schema,
} from './schema'

/** What the API answers, as schemas: one per view of the domain, held to it by the compiler. */

const page = <T>(name: string, of: Schema<T>) =>
  named(name, object<views.Page<T>>({ items: list(of), next: orNull(text) }))

const items = <T>(name: string, of: Schema<T>) => named(name, object<{ items: T[] }>({ items: list(of) }))

const ENTERPRISE = {
  contactPerson: orNull(text),
  industry: orNull(text),
  size: orNull(oneOf(ENTERPRISE_SIZES)),
  park: orNull(text),
}

export const Me = named(
  'Me',
  object<views.Me>({
    person: object({ id: whole, login: text, name: text, desk: orNull(oneOf(DESKS)), mustChangePassword: yesNo }),
    unit: object({ id: whole, name: text, kind: oneOf(UNIT_KINDS) }),
    roles: list(oneOf<Role>(ROLES)),
    permissions: list(oneOf(PERMISSIONS)),
    region: object({ code: text, name: text }),
    session: object({ expiresAt: time, idleMinutes: whole }),
    now: time,
  }),
)

export const SessionPage = page(
  'SessionPage',
  object<views.SessionView>({
    id: text,
    personId: whole,
    login: text,
    name: text,
    unitName: text,
    createdAt: time,
    seenAt: time,
    expiresAt: time,
    address: orNull(text),
    agent: orNull(text),
  }),
)

export const JobBoard = named(
  'JobBoard',
  object<views.JobBoard>({
    workers: whole,
    counts: object<views.JobBoard['counts']>({ queued: whole, running: whole, dead: whole }),
    items: list(
      object<views.JobView>({
        id,
        name: text,
        label: text,
        state: oneOf(JOB_STATES),
        attempts: whole,
        tries: whole,
        runAt: time,
        createdAt: time,
        error: orNull(text),
      }),
    ),
    timetable: list(object({ name: text, label: text, at: text, lastRunAt: orNull(time), nextRunAt: time })),
  }),
)

export const PersonView = named(
  'PersonView',
  object<views.PersonView>({
    id: whole,
    login: text,
    name: text,
    unitId: whole,
    unitName: text,
    desk: orNull(oneOf(DESKS)),
    roles: list(oneOf<Role>(ROLES)),
    active: yesNo,
    locked: yesNo,
    mustChangePassword: yesNo,
    manageable: yesNo,
    lastSeenAt: orNull(time),
  }),
)
export const PersonPage = page('PersonPage', PersonView)
export const PersonCreated = named(
  'PersonCreated',
  object<views.PersonCreated>({ person: PersonView, initialPassword: text }),
)

export const AuditPage = page(
  'AuditPage',
  object<views.AuditView>({
    id,
    at: time,
    kind: text,
    label: text,
    by: orNull(text),
    login: orNull(text),
    facts: list(object({ name: text, value: text })),
    requestId: orNull(text),
  }),
)

export const RevealList = items(
  'RevealList',
  object<views.RevealView>({ at: time, until: time, by: text, unitName: text, field: text, reason: text }),
)

export const RegionView = named(
  'RegionView',
  object<views.RegionView>({
    code: text,
    name: text,
    dataVersion: text,
    callbackScripts: object<views.RegionView['callbackScripts']>({
      inquiry: optional(list(text)),
      help: optional(list(text)),
      complaint: optional(list(text)),
      report: optional(list(text)),
      suggestion: optional(list(text)),
      praise: optional(list(text)),
      default: optional(list(text)),
    }),
    units: list(
      object<views.UnitView>({
        id: whole,
        name: text,
        kind: oneOf(UNIT_KINDS),
        parentId: orNull(whole),
        aliases: list(text),
      }),
    ),
    categories: list(
      object<views.CategoryView>({
        code: text,
        name: text,
        level: among(1, 2, 3),
        parentCode: orNull(text),
        unitId: orNull(whole),
        lifeLine: yesNo,
        enterprise: yesNo,
        tags: list(text),
      }),
    ),
    places: list(
      object<views.PlaceView>({
        code: text,
        name: text,
        parentCode: orNull(text),
        unitId: whole,
        areaKind: oneOf(AREA_KINDS),
      }),
    ),
    groups: list(object<views.RegionView['groups'][number]>({ code: text, name: text, unitIds: list(whole) })),
  }),
)

export const InboxPage = named(
  'InboxPage',
  object<views.InboxPage>({
    items: list(
      object<views.InboxItem>({
        assignmentId: id,
        ticketId: id,
        number: text,
        version: whole,
        title: text,
        type: oneOf(TICKET_TYPES),
        urgency: oneOf(URGENCIES),
        unitId: whole,
        unitName: text,
        line: oneOf(LINES),
        role: oneOf(ASSIGNMENT_ROLES),
        state: oneOf(ASSIGNMENT_STATES),
        round: whole,
        dispatchedAt: time,
        contactedAt: orNull(time),
        dueAt: orNull(time),
        yellowAt: orNull(time),
      }),
    ),
    next: orNull(text),
    counts: counts(ASSIGNMENT_STATES),
  }),
)

const TicketRow = named(
  'TicketRow',
  object<views.TicketRow>({
    id,
    number: text,
    shownNumber: text,
    version: whole,
    title: text,
    type: oneOf(TICKET_TYPES),
    urgency: oneOf(URGENCIES),
    state: oneOf(TICKET_STATES),
    channel: oneOf(CHANNELS),
    categoryName: text,
    placeName: orNull(text),
    registeredAt: time,
    dueAt: orNull(time),
    yellowAt: orNull(time),
    round: whole,
    redoCount: whole,
    reviewOn: orNull(text),
    checkOn: orNull(text),
    plannedOn: orNull(text),
    callFrom: orNull(time),
    callPromised: yesNo,
  }),
)
export const QueuePage = named(
  'QueuePage',
  object<views.QueuePage>({ items: list(TicketRow), next: orNull(text), counts: counts() }),
)

const ofTicket = {
  id,
  ticketId: id,
  number: text,
  shownNumber: text,
  title: text,
  type: oneOf(TICKET_TYPES),
  urgency: oneOf(URGENCIES),
  unitName: text,
}

export const RequestPage = page(
  'RequestPage',
  object<views.RequestRow>({
    ...ofTicket,
    kind: oneOf(REQUEST_KINDS),
    step: whole,
    steps: whole,
    reason: text,
    amount: orNull(text),
    reviewOn: orNull(text),
    askedAt: time,
    dueAt: orNull(time),
    yellowAt: orNull(time),
  }),
)

export const LedgerPage = page(
  'LedgerPage',
  object<views.LedgerItem>({
    shownNumber: text,
    category: text,
    place: orNull(text),
    unit: orNull(text),
    reason: text,
    since: time,
    reviewOn: text,
  }),
)

export const SupervisionPage = page(
  'SupervisionPage',
  object<views.SupervisionRow>({
    ...ofTicket,
    mode: oneOf(SUPERVISION_MODES),
    letterNumber: orNull(text),
    issuedAt: time,
    answerBy: time,
    answeredAt: orNull(time),
  }),
)

export const RectificationPage = page(
  'RectificationPage',
  object<views.RectificationRow>({
    ...ofTicket,
    state: oneOf(RECTIFICATION_STATES),
    grade: whole,
    tries: whole,
    openedAt: time,
    dueAt: time,
    submittedAt: orNull(time),
  }),
)

const rectified = {
  opened: whole,
  inTime: whole,
  late: whole,
  overdue: whole,
  notYetDue: whole,
  rate: orNull(share),
}
export const RectificationFigure = named(
  'RectificationFigure',
  object<views.RectificationFigure>({
    month: text,
    target: share,
    total: object(rectified),
    units: list(object({ unitId: whole, unitName: text, ...rectified })),
  }),
)

export const RatingLink = named('RatingLink', object<views.RatingLinkView>({ url: text, expiresAt: time }))
export const RatingPage = named(
  'RatingPage',
  object<views.RatingPage>({
    number: text,
    title: text,
    units: list(object({ assignmentId: id, unitName: text })),
    expiresAt: time,
  }),
)

const ClockView = named(
  'ClockView',
  object<views.ClockView>({
    kind: oneOf(CLOCK_KINDS),
    label: text,
    assignmentId: orNull(id),
    round: whole,
    startedAt: time,
    yellowAt: time,
    dueAt: time,
    stoppedAt: orNull(time),
    limit: text,
    provisional: yesNo,
  }),
)

const AssignmentView = named(
  'AssignmentView',
  object<views.AssignmentView>({
    id,
    unitId: whole,
    unitName: text,
    line: oneOf(LINES),
    role: oneOf(ASSIGNMENT_ROLES),
    state: oneOf(ASSIGNMENT_STATES),
    round: whole,
    dispatchedAt: time,
    returnUntil: orNull(time),
    signedAt: orNull(time),
    signedBy: orNull(text),
    signedOnTime: orNull(yesNo),
    contactedAt: orNull(time),
    contactedOnTime: orNull(yesNo),
    repliedAt: orNull(time),
    repliedOnTime: orNull(yesNo),
    arrivedAt: orNull(time),
    parentId: orNull(id),
    awaitsApproval: yesNo,
    dueAt: orNull(time),
    yellowAt: orNull(time),
    replies: list(
      object<views.ReplyView>({
        round: whole,
        at: time,
        by: text,
        outcome: oneOf(REPLY_OUTCOMES),
        findings: text,
        measures: text,
        basis: text,
        contactPerson: text,
        publicText: text,
        internalText: text,
        plannedOn: text,
        withoutAssists: text,
        state: among('draft', 'submitted', 'accepted', 'sentBack'),
      }),
    ),
  }),
)

const CallbackView = named(
  'CallbackView',
  object<views.CallbackView>({
    round: whole,
    attempt: whole,
    via: oneOf(CALLBACK_VIA),
    at: time,
    by: text,
    reached: yesNo,
    solved: orNull(oneOf(SOLVED)),
    resultGrade: orNull(whole),
    mannerGrade: orNull(whole),
    words: text,
    contacted: list(object({ unitName: text, contacted: yesNo })),
  }),
)

const DisposalView = named(
  'DisposalView',
  object<views.DisposalView>({
    round: whole,
    exit: oneOf(REDO_EXITS),
    at: time,
    by: text,
    reason: text,
    checkOn: orNull(text),
    checkedAt: orNull(time),
    transferredTo: orNull(oneOf(TRANSFERRED_TO)),
  }),
)

const RectificationView = named(
  'RectificationView',
  object<views.RectificationView>({
    id,
    round: whole,
    assignmentId: id,
    unitName: text,
    grade: whole,
    state: oneOf(RECTIFICATION_STATES),
    dueAt: time,
    tries: whole,
    submittedAt: orNull(time),
    steps: list(
      object({
        at: time,
        by: text,
        kind: among<views.RectificationView['steps'][number]['kind']>('submitted', 'done', 'again'),
        grade: orNull(whole),
        words: text,
      }),
    ),
  }),
)

const RequestView = named(
  'RequestView',
  object<views.RequestView>({
    id,
    assignmentId: id,
    unitName: text,
    kind: oneOf(REQUEST_KINDS),
    state: oneOf(REQUEST_STATES),
    step: whole,
    steps: whole,
    reason: text,
    amount: orNull(text),
    reviewOn: orNull(text),
    suggestedUnit: orNull(text),
    words: orNull(text),
    askedBy: text,
    askedAt: time,
    decidedBy: orNull(text),
    decidedAt: orNull(time),
    mayDecide: yesNo,
  }),
)

const SupervisionView = named(
  'SupervisionView',
  object<views.SupervisionView>({
    id,
    fromUnit: orNull(text),
    unitName: text,
    mode: oneOf(SUPERVISION_MODES),
    letterNumber: orNull(text),
    words: orNull(text),
    issuedBy: text,
    issuedAt: time,
    answerBy: time,
    answeredAt: orNull(time),
    closedAt: orNull(time),
    outcome: orNull(oneOf(SUPERVISION_OUTCOMES)),
  }),
)

const meeting = {
  itemId: id,
  version: whole,
  state: oneOf(AGENDA_STATES),
  endedAt: orNull(time),
  conclusion: orNull(
    object<NonNullable<views.MeetingView['conclusion']>>({
      units: list(
        object<views.DutyView>({ unitId: whole, unitName: text, line: oneOf(LINES), role: oneOf(ASSIGNMENT_ROLES) }),
      ),
      replyDays: orNull(whole),
      basis: orNull(text),
      discussion: orNull(text),
    }),
  ),
}
const MeetingView = named(
  'MeetingView',
  object<views.MeetingView>({ ...meeting, consultationId: id, title: text, at: time, place: text }),
)

export const FileView = named(
  'FileView',
  object<views.FileView>({
    id,
    name: text,
    kind: oneOf(FILE_KINDS),
    size: whole,
    shown: yesNo,
    identifying: yesNo,
    scan: oneOf(SCANS),
    by: text,
    at: time,
    seq: orNull(whole),
    assignmentId: orNull(id),
  }),
)
export const FileLimits = named(
  'FileLimits',
  object<views.FileLimits>({
    kinds: list(oneOf(FILE_KINDS)),
    megabytes: counts(FILE_GROUPS),
    most: whole,
    scanned: yesNo,
  }),
)

const relative = { id, shownNumber: text, title: text, state: oneOf(TICKET_STATES), registeredAt: time }
const RelativeView = named('RelativeView', object<views.RelativeView>(relative))
const KinView = named(
  'KinView',
  object<views.KinView>({
    master: orNull(RelativeView),
    merged: list(RelativeView),
    mergedCount: whole,
    parent: orNull(RelativeView),
    parts: list(RelativeView),
    links: list(object<views.KinView['links'][number]>({ ...relative, reason: oneOf(LINK_REASONS) })),
  }),
)
export const AlikeList = items(
  'AlikeList',
  object<views.AlikeTicket>({ ...relative, content: text, address: text, alike: whole }),
)

export const TicketView = named(
  'TicketView',
  object<views.TicketView>({
    id,
    number: text,
    shownNumber: text,
    version: whole,
    state: oneOf(TICKET_STATES),
    type: oneOf(TICKET_TYPES),
    urgency: oneOf(URGENCIES),
    channel: oneOf(CHANNELS),
    channelRef: orNull(text),
    desk: orNull(oneOf(DESKS)),
    confidential: yesNo,
    nameConfidential: yesNo,
    title: text,
    content: orNull(text),
    outcome: oneOf(INTAKE_OUTCOMES),
    answer: orNull(text),
    knowledge: orNull(KnowledgeUsed),
    category: object({ code: text, path: list(text) }),
    tags: list(text),
    place: orNull(object({ code: text, name: text })),
    address: text,
    areaKind: orNull(oneOf(AREA_KINDS)),
    requester: orNull(
      object<views.RequesterView>({
        kind: oneOf(REQUESTER_KINDS),
        anonymous: yesNo,
        name: orNull(text),
        phone: orNull(text),
        creditCode: orNull(text),
        language: oneOf(LANGUAGES),
        ...ENTERPRISE,
        revealable: list(among('phone', 'name', 'identity', 'contact')),
      }),
    ),
    requesterHidden: yesNo,
    accusedUnit: orNull(object({ id: whole, name: text })),
    owner: orNull(text),
    registeredBy: text,
    registeredAt: time,
    dispatchedAt: orNull(time),
    closedAt: orNull(time),
    dueAt: orNull(time),
    yellowAt: orNull(time),
    round: whole,
    redoCount: whole,
    escalated: yesNo,
    problem: yesNo,
    consulting: yesNo,
    complex: yesNo,
    ruled: yesNo,
    shelvedAt: orNull(time),
    reviewOn: orNull(text),
    difficult: yesNo,
    checkOn: orNull(text),
    urgeCount: whole,
    handedTo: orNull(oneOf(HANDED_TO)),
    turnedTo: orNull(oneOf(HANDED_OVER_TO)),
    turnState: orNull(oneOf(TURN_STATES)),
    falseClosure: yesNo,
    cameBack: yesNo,
    still: orNull(oneOf(STILL)),
    waitsForMerged: yesNo,
    plannedOn: orNull(text),
    kin: KinView,
    escalation: whole,
    assignments: list(AssignmentView),
    dispatchedRight: orNull(yesNo),
    requests: list(RequestView),
    supervisions: list(SupervisionView),
    meetings: list(MeetingView),
    callbacks: list(CallbackView),
    files: list(FileView),
    disposals: list(DisposalView),
    rectifications: list(RectificationView),
    callFrom: orNull(time),
    callPromised: yesNo,
    callbackUnit: orNull(text),
    ratedSince: orNull(time),
    clocks: list(ClockView),
    actions: list(object<views.ActionOffer>({ action: text, label: text, assignmentId: optional(id), primary: yesNo })),
  }),
)

const consultation = { id, title: text, at: time, place: text, state: oneOf(CONSULTATION_STATES), chair: text }
export const ConsultationPage = page('ConsultationPage', object<views.ConsultationRow>(consultation))

export const ConsultationView = named(
  'ConsultationView',
  object<views.ConsultationView>({
    ...consultation,
    version: whole,
    chairId: whole,
    attendees: list(text),
    units: list(object({ id: whole, name: text })),
    endedAt: orNull(time),
    mayHold: yesNo,
    items: list(
      object<views.AgendaItemView>({
        ...meeting,
        ticket: object<views.AgendaItemView['ticket']>({
          id,
          shownNumber: text,
          version: whole,
          state: oneOf(TICKET_STATES),
          type: oneOf(TICKET_TYPES),
          urgency: oneOf(URGENCIES),
          title: text,
          dueAt: orNull(time),
          yellowAt: orNull(time),
        }),
        returns: whole,
        assignments: list(
          object<views.AgendaItemView['assignments'][number]>({
            unitId: whole,
            unitName: text,
            line: oneOf(LINES),
            role: oneOf(ASSIGNMENT_ROLES),
            state: oneOf(ASSIGNMENT_STATES),
          }),
        ),
      }),
    ),
  }),
)
export const ConsultationResult = named(
  'ConsultationResult',
  object<views.ConsultationResult>({
    consultation: ConsultationView,
    results: list(
      object<views.ItemResult>({
        ticketId: id,
        shownNumber: text,
        result: among('done', 'already', 'postponed', 'changed', 'refused'),
        message: text,
      }),
    ),
  }),
)
export const ChairList = items('ChairList', object({ id: whole, name: text, unitName: text }))

const EventView = named(
  'EventView',
  object<views.EventView>({
    seq: whole,
    kind: text,
    label: text,
    text,
    words: orNull(text),
    assignmentId: orNull(id),
    by: text,
    unitName: orNull(text),
    at: time,
  }),
)
export const EventList = items('EventList', EventView)

export const ActionResult = named(
  'ActionResult',
  object<views.ActionResult>({ ticketId: id, number: text, version: whole, state: oneOf(TICKET_STATES) }),
)

export const Proposal = named(
  'Proposal',
  object<views.Proposal>({
    catalogueVersion: whole,
    units: list(
      object<views.ProposedUnit>({
        unitId: whole,
        unitName: text,
        line: oneOf(LINES),
        role: oneOf(ASSIGNMENT_ROLES),
        why: text,
        source: oneOf(PROPOSAL_SOURCES),
        ruleLine: orNull(text),
        aliases: list(text),
      }),
    ),
    certain: yesNo,
    warnings: list(text),
    deadlines: list(object({ kind: oneOf(CLOCK_KINDS), label: text, limit: text, dueAt: time })),
  }),
)

const NoticeView = named(
  'NoticeView',
  object<views.NoticeView>({
    id,
    kind: text,
    text,
    ticketId: orNull(id),
    at: time,
    level: orNull(whole),
    consultationId: orNull(id),
  }),
)
export const NoticePage = named(
  'NoticePage',
  object<views.Page<views.NoticeView> & { unread: number }>({
    items: list(NoticeView),
    next: orNull(text),
    unread: whole,
  }),
)

const RequesterMatch = named(
  'RequesterMatch',
  object<views.RequesterMatch>({
    requesterId: id,
    name: orNull(text),
    phone: orNull(text),
    kind: oneOf(REQUESTER_KINDS),
    creditCode: orNull(text),
    language: oneOf(LANGUAGES),
    ...ENTERPRISE,
    tickets: list(
      object({
        id,
        number: text,
        title: text,
        state: oneOf(TICKET_STATES),
        registeredAt: time,
        owner: orNull(text),
        falseClosure: yesNo,
      }),
    ),
  }),
)
export const RequesterMatches = items('RequesterMatches', RequesterMatch)

export const Draft = object<{ body: string; updatedAt: string }>({ body: text, updatedAt: time })
export const Revealed = object<{ value: string; until: string }>({ value: text, until: time })

export const Live = object<{ ok: boolean }>({ ok: yesNo })
export const Ready = object<{ ok: boolean; draining: boolean; checks: Record<string, { ok: boolean }> }>({
  ok: yesNo,
  draining: yesNo,
  checks: { json: { type: 'object' } },
})

const DeliveryView = named(
  'DeliveryView',
  object<views.DeliveryView>({
    id,
    ticketId: id,
    shownNumber: text,
    label: text,
    channel: oneOf(MESSAGE_CHANNELS),
    state: oneOf(DELIVERY_STATES),
    fault: orNull(oneOf(DELIVERY_FAULTS)),
    note: orNull(text),
    text: orNull(text),
    attempts: whole,
    createdAt: time,
    notBefore: time,
    sentAt: orNull(time),
    settledAt: orNull(time),
  }),
)
export const DeliveryPage = named(
  'DeliveryPage',
  object<views.DeliveryPage>({
    items: list(DeliveryView),
    next: orNull(text),
    counts: counts(DELIVERY_STATES),
    channels: list(oneOf(MESSAGE_CHANNELS)),
  }),
)
const upload = {
  seq: whole,
  platform: text,
  state: oneOf(UPLOAD_STATES),
  fault: orNull(text),
  text: orNull(text),
  reason: orNull(text),
  attempts: whole,
  createdAt: time,
  settledAt: orNull(time),
}
export const UploadPage = named(
  'UploadPage',
  object<views.UploadPage>({
    items: list(object<views.UploadItem>({ ...upload, ticketId: id, shownNumber: text, title: text })),
    next: orNull(text),
    counts: counts(UPLOAD_STATES),
    configured: yesNo,
  }),
)
export const TicketMessages = named(
  'TicketMessages',
  object<views.TicketMessages>({
    items: list(DeliveryView),
    uploads: list(object<views.UploadView>(upload)),
    optedOut: yesNo,
  }),
)
export const EachDone = named(
  'EachDone',
  object<views.EachDone>({ items: list(object({ id: text, refused: orNull(text) })) }),
)

const reminder = {
  unitId: whole,
  unitName: text,
  day: text,
  madeAt: time,
  counts: counts(REMINDER_LISTS),
  confirmedAt: orNull(time),
  confirmedBy: orNull(text),
}
export const ReminderPage = page('ReminderPage', object<views.ReminderView>(reminder))
export const ReminderDocument = named(
  'ReminderDocument',
  object<views.ReminderDocument>({
    ...reminder,
    items: list(
      object<views.ReminderItem>({
        ticketId: id,
        shownNumber: text,
        title: text,
        dueAt: orNull(time),
        lists: list(oneOf(REMINDER_LISTS)),
      }),
    ),
  }),
)
