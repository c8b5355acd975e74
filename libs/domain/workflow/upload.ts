import type { CorrectUploadInput, UploadRefusedInput } from '../inputs/upload'
import type { Draft } from './change'
import type { RegionRules } from './region'
import type { Snapshot } from './snapshot'

/**
 * 答复上传: the result goes back to the platform a demand came from. It stands beside the state of the ticket: an outage
 * over there keeps nothing here from being closed. Each time it is owed has the number of the event that owes it.
 */
export function oweUpload(region: RegionRules, draft: Draft) {
  const platform = region.settings.replyUpload?.[draft.ticket.channel]
  if (platform) owe(draft, 'upload', { platform }, null)
}

/** The platform did not like it: other words, a new delivery. */
export function correctUpload(draft: Draft, input: CorrectUploadInput) {
  owe(draft, 'correctUpload', {}, { publicText: input.publicText })
}

/** Given up before: the same words once more. */
export function resendUpload(draft: Draft) {
  owe(draft, 'resendUpload', {}, null)
}

export function uploaded(draft: Draft) {
  draft.setTicket({ upload: 'uploaded' })
  draft.say('uploaded', {})
}

export function uploadRefused(draft: Draft, { reason }: UploadRefusedInput) {
  draft.setTicket({ upload: 'refused' })
  draft.say('uploadRefused', {}, reason ? { reason } : null)
}

export function uploadFailed(draft: Draft) {
  draft.setTicket({ upload: 'failed' })
  draft.say('uploadFailed', {})
}

/** Up there, or nobody wants it: only then is it over. */
export const owesUpload = ({ ticket: { upload } }: Snapshot) => upload !== null && upload !== 'uploaded'

function owe(draft: Draft, kind: string, data: Record<string, unknown>, words: { publicText: string } | null) {
  draft.setTicket({ upload: 'uploading' })
  draft.say(kind, data, words)
  draft.promise({ name: 'uploadReply', payload: { ticketId: draft.ticket.id, seq: draft.ticket.version } })
}
