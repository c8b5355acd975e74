import type { EventRow } from './read'

/** What a ticket's events say that its state must be. Read from the log alone, without the rules that wrote it. */

export interface DerivedTicket {
  state: string
  dispatched_at: string | null
  reviewed_at: string | null
  closed_at: string | null
  archived_at: string | null
  round: number
  redo_count: number
  escalated: boolean
  problem: boolean
  accepted_returns: number
  consulting: boolean
  ruled: boolean
  complex: boolean
  shelved_at: string | null
  review_on: string | null
  difficult: boolean
  difficult_owner: number | null
  check_on: string | null
  urge_count: number
  handed_to: string | null
  turned_to: string | null
  turn_state: string | null
  reopened_at: string | null
  upload: string | null
  still: string | null
  merged_into: string | null
  closing: string | null
  planned_on: string | null
  escalation: number
  call_promised: boolean
  rated_since: string | null
}

/** Kinds this file understands. A ticket with any other is held to its chain, and to its times, alone. */
const UNDERSTOOD = new Set(['register', 'answer', 'threeWay', 'turnOver', 'turned', 'decline', 'dispatch', 'consent', 'sign', 'autoSign', 'contact', 'relay', 'reply', 'accept', 'sendBack', 'callback', 'unreached', 'redo', 'close', 'archive',
  'undoDispatch', 'addUnit', 'redispatch', 'rule', 'withdraw', 'delegate', 'return', 'extend', 'shelve', 'approve', 'reject', 'consult', 'table', 'conclude', 'postpone', 'askComplex', 'complex', 'problem', 'shelved', 'unshelve', 'urge', 'addInfo', 'retract', 'reopen',
  'supervise', 'instruct', 'answerSupervision', 'closeSupervision', 'difficult', 'notDifficult', 'handOver', 'stageReport', 'arrive', 'draftReply', 'approveReply', 'refuseReply', 'recompute',
  'merge', 'unmerge', 'absorb', 'letGo', 'upload', 'correctUpload', 'resendUpload', 'uploaded', 'uploadRefused', 'uploadFailed', 'joinCallback', 'leaveCallback', 'awaitMerged', 'partReopened', 'link', 'unlink', 'checkPlan', 'escalate', 'split', 'unsplit', 'splitOff', 'whistle', 'reportIn',
  'offerRating', 'selfRate', 'settleRating', 'dispose', 'promiseCall', 'promiseMissed', 'followUp', 'rectification', 'rectify', 'checkRectification', 'callbackOnly']) // prettier-ignore

const ANSWERED = new Set(['answer', 'threeWay', 'callbackOnly'])

export const understood = (events: EventRow[]) => events.every(({ kind }) => UNDERSTOOD.has(kind))

export function deriveTicket(events: EventRow[]): DerivedTicket {
  const now: DerivedTicket = { state: 'registered', dispatched_at: null, reviewed_at: null, closed_at: null, archived_at: null, round: 1, redo_count: 0, escalated: false,
    problem: false, accepted_returns: 0, consulting: false, ruled: false, complex: false, shelved_at: null, review_on: null, difficult: false, difficult_owner: null, check_on: null, urge_count: 0, handed_to: null, turned_to: null, turn_state: null, reopened_at: null, upload: null,
    still: null, merged_into: null, closing: null, planned_on: null, escalation: 0, call_promised: false, rated_since: null } // prettier-ignore
  let how: unknown = null
  events.forEach((event, index) => {
    const { kind, at, data } = event
    mark(now, event)
    rated(now, event)
    if (kind === 'undoDispatch') Object.assign(now, { state: 'registered', dispatched_at: null })
    kin(now, event)
    if (kind === 'reopen') {
      // Who retracted it, or was answered on the spot, has no unit to go back to.
      const state = now.dispatched_at && how !== 'retracted' && !now.still ? 'handling' : 'registered'
      Object.assign(now, { still: null, merged_into: null })
      Object.assign(now, { state, closed_at: null, reviewed_at: null, reopened_at: at, round: now.round + 1 })
    }
    if (kind === 'close') how = data['how']
    if (ANSWERED.has(kind)) Object.assign(now, { state: 'callback', reviewed_at: at })
    if (kind === 'dispatch') Object.assign(now, { state: 'handling', dispatched_at: at })
    if (kind === 'accept') Object.assign(now, { state: 'callback', reviewed_at: at })
    if (kind === 'redo') {
      const state = now.dispatched_at || now.still ? 'handling' : 'registered'
      now.closing = null
      Object.assign(now, {
        state,
        reviewed_at: null,
        closed_at: null,
        round: now.round + 1,
        redo_count: now.redo_count + 1,
        escalated: data['escalated'],
      })
    }
    if (kind === 'close') Object.assign(now, { state: 'closed', closed_at: at, closing: null })
    // Answered and closed in one act: nothing was reviewed.
    if (kind === 'close' && ANSWERED.has(events[index - 1]?.kind ?? '')) now.reviewed_at = null
    if (kind === 'archive') Object.assign(now, { state: 'archived', archived_at: at })
  })
  return now
}

/** What other tickets brought about, or what keeps it from going its own way. */
function kin(now: DerivedTicket, { kind, at, data }: EventRow) {
  if (kind === 'merge') Object.assign(now, { state: 'handling', still: 'merged', merged_into: data['intoId'] })
  if (kind === 'unmerge') Object.assign(now, { state: data['state'], still: null, merged_into: null })
  if (kind === 'split') Object.assign(now, { state: 'handling', still: 'split' })
  if (kind === 'unsplit') Object.assign(now, { state: data['state'], still: null })
  if (kind === 'joinCallback') Object.assign(now, { state: 'callback', reviewed_at: at })
  if (kind === 'leaveCallback') Object.assign(now, { state: 'handling', reviewed_at: null })
  if (kind === 'awaitMerged') now.closing = data['how'] as string
  if (kind === 'partReopened') Object.assign(now, { state: 'handling', closed_at: null, reopened_at: at })
}

const CALLED = ['accept', 'callback', 'selfRate', 'unreached', 'promiseMissed', 'redo', 'close']

/** What is promised to the requester, and what they said that waits for a person. */
function rated(now: DerivedTicket, { kind, at, data }: EventRow) {
  if (kind === 'promiseCall') now.call_promised = true
  if (CALLED.includes(kind)) now.call_promised = false
  if (kind === 'selfRate') now.rated_since = data['waits'] ? at : null
  if (['settleRating', 'redo', 'reopen'].includes(kind)) now.rated_since = null
}

/** What is true beside the state. */
function mark(now: DerivedTicket, { kind, at, data, person_id }: EventRow) {
  if (kind === 'approve' && data['of'] === 'return') now.accepted_returns++
  if (kind === 'consult') now.consulting = true
  if (kind === 'complex') now.complex = true
  if (kind === 'problem') Object.assign(now, { problem: true, escalated: true })
  if (kind === 'rule' || kind === 'conclude') Object.assign(now, { ruled: true, consulting: false })
  if (kind === 'shelved') Object.assign(now, { shelved_at: at, review_on: data['reviewOn'] })
  if (kind === 'unshelve' || kind === 'retract') Object.assign(now, { shelved_at: null, review_on: null })
  if (kind === 'difficult')
    Object.assign(now, { difficult: true, difficult_owner: person_id, check_on: data['checkOn'] })
  if (kind === 'notDifficult') Object.assign(now, { difficult: false, difficult_owner: null, check_on: null })
  if (kind === 'urge') now.urge_count++
  if (kind === 'escalate')
    Object.assign(now, { escalation: data['level'], escalated: now.escalated || Number(data['level']) > 1 })
  if (kind === 'redo' || kind === 'reopen') now.escalation = 0
  if ('plannedOn' in data) now.planned_on = data['plannedOn'] as string | null
  if (kind === 'handOver') Object.assign(now, { handed_to: data['to'], escalated: true })
  if (kind === 'turnOver') Object.assign(now, { turned_to: data['to'], turn_state: 'sent' })
  if (kind === 'turned') now.turn_state = data['state'] as string
  if (kind === 'turned' && data['back']) Object.assign(now, { state: 'registered', closed_at: null, archived_at: null })
  if (UPLOADS[kind]) now.upload = UPLOADS[kind]
  if (kind === 'closeSupervision' && data['outcome'] === 'reported') now.escalated = true
}

const UPLOADS: Record<string, string> = {
  upload: 'uploading',
  correctUpload: 'uploading',
  resendUpload: 'uploading',
  uploaded: 'uploaded',
  uploadRefused: 'refused',
  uploadFailed: 'failed',
}
