import type { KnowledgeStep } from './knowledge'
import type { AnnouncementKind, Audience, FeedbackState, KnowledgeState, Priority } from './words/desk'

/** What the API answers about what an operator has beside the call. */

export interface KnowledgeView {
  id: string
  version: number
  state: KnowledgeState
  title: string
  question: string
  answer: string
  audience: Audience
  categoryCode: string | null
  category: string | null
  unitId: number
  unitName: string
  validFrom: string
  validUntil: string | null
  writtenBy: string
  writtenAt: string
  approvedBy: string | null
  publishedAt: string | null
  /** How many calls were answered from this item, in any version. */
  uses: number
  /** What this caller may do with this version now. */
  steps: KnowledgeStep[]
  mayWrite: boolean
}

export interface FeedbackView {
  id: string
  itemId: string
  version: number
  title: string
  unitName: string
  state: FeedbackState
  note: string
  saidBy: string
  saidAt: string
  dueAt: string
  answer: string | null
  settledBy: string | null
  settledAt: string | null
  maySettle: boolean
}

/** One item with all its wordings, the newest first, and what was said against it. */
export interface KnowledgeItem {
  versions: KnowledgeView[]
  feedback: FeedbackView[]
}

/** What could be read out now, best first. */
export interface KnowledgeMatch {
  id: string
  version: number
  title: string
  question: string
  answer: string
  audience: Audience
  unitName: string
  uses: number
}

/** Which item a call was answered from. */
export interface KnowledgeUsed {
  id: string
  version: number
  title: string
}

export interface AnnouncementView {
  id: string
  kind: AnnouncementKind
  title: string
  body: string
  categoryCode: string | null
  category: string | null
  placeCode: string | null
  place: string | null
  priority: Priority
  from: string
  until: string
  publishedBy: string
  publishedAt: string
  withdrawn: boolean
  /** By this caller. */
  read: boolean
}

export interface ReaderView {
  name: string
  login: string
  at: string | null
}
