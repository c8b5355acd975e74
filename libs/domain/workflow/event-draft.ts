import type { Words } from './snapshot'

/** What is written into the log. */
export interface EventDraft {
  seq: number
  kind: string
  assignmentId: string | null
  personId: number
  at: Date
  data: Record<string, unknown>
  words: Words | null
  /** Units that held the ticket before or hold it after: who may be told. Who gave it back earlier hears nothing more. */
  units: number[]
}
