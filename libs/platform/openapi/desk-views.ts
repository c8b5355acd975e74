import type * as views from '#domain/desk-views'
import { KNOWLEDGE_STEPS } from '#domain/knowledge'
import type { Page } from '#domain/views'
import {
  ANNOUNCEMENT_KINDS,
  AUDIENCES,
  FEEDBACK_STATES,
  KNOWLEDGE_STATES,
  TURN_STATES,
  type TurnState,
} from '#domain/words/desk'
import { among, id, list, named, object, oneOf, orNull, text, time, whole, yesNo, type Schema } from './schema'

/** What an operator has beside the call, as schemas. */

const day: Schema<string> = { json: { type: 'string', format: 'date' } }
const page = <T>(name: string, of: Schema<T>) => named(name, object<Page<T>>({ items: list(of), next: orNull(text) }))
const items = <T>(name: string, of: Schema<T>) => named(name, object<{ items: T[] }>({ items: list(of) }))

export const KnowledgeView = named(
  'KnowledgeView',
  object<views.KnowledgeView>({
    id,
    version: whole,
    state: oneOf(KNOWLEDGE_STATES),
    title: text,
    question: text,
    answer: text,
    audience: oneOf(AUDIENCES),
    categoryCode: orNull(text),
    category: orNull(text),
    unitId: whole,
    unitName: text,
    validFrom: day,
    validUntil: orNull(day),
    writtenBy: text,
    writtenAt: time,
    approvedBy: orNull(text),
    publishedAt: orNull(time),
    uses: whole,
    steps: list(oneOf(KNOWLEDGE_STEPS)),
    mayWrite: yesNo,
  }),
)
export const KnowledgePage = page('KnowledgePage', KnowledgeView)

const FeedbackView = named(
  'FeedbackView',
  object<views.FeedbackView>({
    id,
    itemId: id,
    version: whole,
    title: text,
    unitName: text,
    state: oneOf(FEEDBACK_STATES),
    note: text,
    saidBy: text,
    saidAt: time,
    dueAt: time,
    answer: orNull(text),
    settledBy: orNull(text),
    settledAt: orNull(time),
    maySettle: yesNo,
  }),
)
export const FeedbackPage = page('FeedbackPage', FeedbackView)

export const KnowledgeItem = named(
  'KnowledgeItem',
  object<views.KnowledgeItem>({ versions: list(KnowledgeView), feedback: list(FeedbackView) }),
)

export const KnowledgeMatches = items(
  'KnowledgeMatches',
  named(
    'KnowledgeMatch',
    object<views.KnowledgeMatch>({
      id,
      version: whole,
      title: text,
      question: text,
      answer: text,
      audience: oneOf(AUDIENCES),
      unitName: text,
      uses: whole,
    }),
  ),
)

export const KnowledgeUsed = named('KnowledgeUsed', object<views.KnowledgeUsed>({ id, version: whole, title: text }))

export const Made = named('Made', object<{ id: string }>({ id }))

const AnnouncementView = named(
  'AnnouncementView',
  object<views.AnnouncementView>({
    id,
    kind: oneOf(ANNOUNCEMENT_KINDS),
    title: text,
    body: text,
    categoryCode: orNull(text),
    category: orNull(text),
    placeCode: orNull(text),
    place: orNull(text),
    priority: among(1, 2, 3),
    from: time,
    until: time,
    publishedBy: text,
    publishedAt: time,
    withdrawn: yesNo,
    read: yesNo,
  }),
)
export const AnnouncementPage = page('AnnouncementPage', AnnouncementView)
export const AnnouncementList = items('AnnouncementList', AnnouncementView)
export const ReaderList = items('ReaderList', object<views.ReaderView>({ name: text, login: text, at: orNull(time) }))

export const TurnReported = named('TurnReported', object<{ state: TurnState }>({ state: oneOf(TURN_STATES) }))
