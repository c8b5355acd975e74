import type { MessageDraft } from '#domain/messages/requester'
import { rendered } from '#domain/messages/template'
import { addJobsFrom } from '../jobs'
import { hex, sealWords } from '../rows'
import type { KeyRing } from '../secrets/key-ring'

/** The messages of a change as rows, and the parts of a statement that write them and promise their sending. */

export function deliveryRow(keys: KeyRing, message: MessageDraft, ticketId: string, at: Date) {
  const { template, neutral, values } = message
  const text = rendered(neutral ? template.neutral : template.text, values)
  return {
    ticket_id: ticketId,
    seq: message.seq,
    kind: message.kind,
    template_version: template.version,
    channel: message.channel,
    urgent: message.urgent,
    held: message.held,
    words_sealed: hex(sealWords(keys, { text }, 'delivery.words')),
    created_at: at,
    not_before: message.notBefore,
    expires_at: message.expiresAt,
  }
}

const GIVEN = `ticket_id bigint, seq int, kind text, template_version int, channel text, urgent boolean, held boolean,
  words_sealed bytea, created_at timestamptz, not_before timestamptz, expires_at timestamptz`

/** Where the requester can be reached: the token of the number, and the number of the channel the demand came by. */
interface Reach {
  token: string
  ref: string
}
export const OF_REQUESTER: Reach = {
  token: `(SELECT q.phone_token FROM ticket k JOIN requester q ON q.id = k.requester_id WHERE k.id = r.ticket_id)`,
  ref: `(SELECT k.channel_ref FROM ticket k WHERE k.id = r.ticket_id)`,
}

/** Who can be reached by nothing is to be told by a person. */
export const insertDeliveries = (param: string, { token, ref }: Reach) =>
  `INSERT INTO delivery (ticket_id, seq, kind, template_version, channel, fault, urgent, held, address_token, words_sealed,
     created_at, not_before, expires_at)
   SELECT ticket_id, seq, kind, template_version, way.channel, CASE way.channel WHEN 'console' THEN 'noAddress' END,
     urgent, held, reach.token, words_sealed, created_at, not_before, expires_at
   FROM json_to_recordset(${param}::json) AS r (${GIVEN})
   CROSS JOIN LATERAL (SELECT ${token} AS token, ${ref} AS ref) AS reach
   CROSS JOIN LATERAL (SELECT CASE WHEN r.channel = 'wechat' AND reach.ref IS NOT NULL THEN 'wechat'
     WHEN reach.token IS NOT NULL THEN 'sms' ELSE 'console' END AS channel) AS way
   RETURNING id, channel, not_before`

export const promiseDeliveries = (from: string) =>
  addJobsFrom(
    'deliver',
    `json_build_object('deliveryId', id::text)`,
    `${from} WHERE channel <> 'console'`,
    'not_before',
  )
