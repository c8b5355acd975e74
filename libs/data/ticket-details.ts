import type { KnowledgeUsed } from '#domain/desk-views'
import type { EnterpriseSize, Language } from '#domain/words/desk'
import type { AgendaState } from '#domain/words'
import type { DutyGiven } from '#domain/workflow/facts'
import type { Sql } from './database'
import type { FileRow } from './files'
import type { RelativeRow } from './kin'
import { type Loaded, type LoadedRow, loadedFrom, READ } from './snapshot'

/** What a ticket page shows beyond the facts the rules read: one statement, joined and nested by PostgreSQL. */
export interface TicketDetails {
  channelRef: string | null
  content: string | null
  contentSealed: string | null
  address: string
  /** In words: the ticket itself keeps their codes. */
  tags: string[]
  answer: string | null
  /** Tickets it belongs together with; read only where there are any. */
  relatives?: RelativeRow[]
  /** Registered again soon after an earlier one was closed. */
  falseClosure: boolean
  /** Closed, and soon after registered again. */
  cameBack: boolean
  /** Ids of the ticket closed before, or registered after. */
  falsePair: string[]
  registeredBy: string
  owner: string | null
  requester: {
    kind: string
    name: string | null
    phone: string | null
    identity: string | null
    creditCode: string | null
    language: Language
    contact: string | null
    industry: string | null
    size: EnterpriseSize | null
    parkId: number | null
  } | null
  knowledge: KnowledgeUsed | null
  signers: Record<string, string> | null
  requests: Record<
    string,
    { by: string; decidedBy: string | null; decidedAt: string | null; words: string | null }
  > | null
  supervisions: Record<
    string,
    { by: string; issuedAt: string; letterNumber: string | null; outcome: string | null; words: string | null }
  > | null
  meetings:
    | {
        itemId: string
        version: number
        consultationId: string
        title: string
        at: string
        place: string
        state: AgendaState
        endedAt: string | null
        units: DutyGiven[] | null
        replyDays: number | null
        words: string | null
      }[]
    | null
  files: TicketFile[] | null
  replies:
    | {
        assignmentId: string
        round: number
        at: string
        by: string
        unitId: number | null
        outcome: string
        words: string | null
        state: string
      }[]
    | null
  disposals: { round: number; at: string; by: string; transferredTo: string | null; words: string | null }[] | null
  rectificationSteps:
    { of: string; at: string; by: string; kind: string; grade: number | null; words: string | null }[] | null
  callbacks:
    | {
        round: number
        attempt: number
        via: string
        at: string
        by: string
        reached: boolean
        solved: string | null
        resultGrade: number | null
        mannerGrade: number | null
        words: string | null
        contacted: { unitId: number; contacted: boolean }[] | null
      }[]
    | null
}

/** As the ticket's own JSON gives it. */
export type TicketFile = Pick<
  FileRow,
  'id' | 'size' | 'kind' | 'identifying' | 'scan' | 'by' | 'unitId' | 'assignmentId' | 'seq'
> & { nameSealed: string | null; uploadedAt: string }

/** The ticket with its details, in one round trip. Sealed values come as hex; opening them, or not, is decided above. */
export async function readWithDetails(
  db: Sql,
  ticketId: string,
): Promise<{ loaded: Loaded; details: TicketDetails } | null> {
  const [row] = await db.query<LoadedRow & { details: TicketDetails }>(WITH_DETAILS, [ticketId], 'ticket-page')
  if (!row) return null
  const { details, ...ticket } = row
  return { loaded: loadedFrom(ticket), details }
}

/** Nothing is said about a restricted ticket to those who see the other one. */
const otherOf = (mine: string, other: string) => `EXISTS (SELECT FROM false_closure f JOIN ticket o ON o.id = f.${other}
    WHERE f.${mine} = t.id AND NOT (o.type = 'report' OR o.confidential OR o.name_confidential))`

const DETAILS = `SELECT json_build_object(
  'channelRef', t.channel_ref, 'content', t.content, 'contentSealed', encode(t.content_sealed, 'hex'), 'address', t.address,
  'tags', (SELECT coalesce(json_agg(coalesce(g.name, x.code) ORDER BY x.at), '[]') FROM unnest(t.tags) WITH ORDINALITY x (code, at)
     LEFT JOIN tag g ON g.code = x.code), 'answer', t.answer,
  'falseClosure', ${otherOf('ticket_id', 'earlier_ticket_id')}, 'cameBack', ${otherOf('earlier_ticket_id', 'ticket_id')},
  'falsePair', coalesce((SELECT json_agg(id) FROM (SELECT earlier_ticket_id::text AS id FROM false_closure WHERE ticket_id = t.id
     UNION ALL SELECT ticket_id::text FROM false_closure WHERE earlier_ticket_id = t.id) f), '[]'),
  'registeredBy', (SELECT name FROM person WHERE id = t.registered_by), 'owner', (SELECT name FROM person WHERE id = t.owner_id),
  'requester', (SELECT json_build_object('kind', kind, 'name', encode(name_sealed, 'hex'), 'phone', encode(phone_sealed, 'hex'),
     'identity', encode(identity_sealed, 'hex'), 'creditCode', credit_code, 'language', language,
     'contact', encode(contact_sealed, 'hex'), 'industry', industry, 'size', size, 'parkId', park_id) FROM requester WHERE id = t.requester_id),
  'knowledge', (SELECT json_build_object('id', k.item_id::text, 'version', k.version, 'title', v.title)
    FROM knowledge_use k JOIN knowledge_version v USING (item_id, version) WHERE k.ticket_id = t.id),
  'signers', (SELECT json_object_agg(a.id::text, p.name) FROM assignment a JOIN person p ON p.id = a.signed_by WHERE a.ticket_id = t.id),
  'requests', (SELECT json_object_agg(r.id::text, json_build_object('by', p.name, 'decidedBy', d.name, 'decidedAt', r.decided_at,
      'words', encode(r.words_sealed, 'hex'))) FROM request r JOIN person p ON p.id = r.asked_by LEFT JOIN person d ON d.id = r.decided_by
    WHERE r.ticket_id = t.id),
  'supervisions', (SELECT json_object_agg(s.id::text, json_build_object('by', p.name, 'issuedAt', s.issued_at,
      'letterNumber', s.letter_number, 'outcome', s.outcome, 'words', encode(s.words_sealed, 'hex')))
    FROM supervision s JOIN person p ON p.id = s.issued_by WHERE s.ticket_id = t.id),
  'meetings', (SELECT json_agg(json_build_object('itemId', i.id::text, 'version', i.version, 'consultationId', c.id::text, 'title', c.title,
      'at', c.at, 'place', c.place, 'state', i.state, 'endedAt', i.ended_at, 'units', i.units, 'replyDays', i.reply_days,
      'words', encode(i.words_sealed, 'hex')) ORDER BY i.tabled_at, i.id)
    FROM consultation_item i JOIN consultation c ON c.id = i.consultation_id WHERE i.ticket_id = t.id),
  'files', (SELECT json_agg(json_build_object('id', f.id::text, 'size', f.size, 'kind', f.kind, 'nameSealed', encode(f.name_sealed, 'hex'),
      'identifying', f.identifying, 'scan', f.scan, 'uploadedAt', f.uploaded_at, 'by', p.name, 'unitId', p.unit_id,
      'assignmentId', f.assignment_id::text, 'seq', f.event_seq) ORDER BY f.id)
    FROM file f JOIN person p ON p.id = f.uploaded_by WHERE f.ticket_id = t.id AND f.erased_at IS NULL),
  'disposals', (SELECT json_agg(json_build_object('round', d.round, 'at', d.at, 'by', p.name, 'transferredTo', d.transferred_to,
      'words', encode(d.words_sealed, 'hex')) ORDER BY d.round) FROM disposal d JOIN person p ON p.id = d.person_id WHERE d.ticket_id = t.id),
  'rectificationSteps', (SELECT json_agg(json_build_object('of', s.rectification_id::text, 'at', s.at, 'by', p.name, 'kind', s.kind,
      'grade', s.grade, 'words', encode(s.words_sealed, 'hex')) ORDER BY s.id)
    FROM rectification_step s JOIN person p ON p.id = s.person_id WHERE s.ticket_id = t.id),
  'replies', (SELECT json_agg(json_build_object('assignmentId', r.assignment_id::text, 'round', r.round, 'at', r.at, 'by', p.name, 'unitId', p.unit_id,
      'outcome', r.outcome, 'words', encode(r.words_sealed, 'hex'), 'state', r.state) ORDER BY r.id)
    FROM assignment a JOIN reply r ON r.assignment_id = a.id JOIN person p ON p.id = r.person_id WHERE a.ticket_id = t.id),
  'callbacks', (SELECT json_agg(json_build_object('round', c.round, 'attempt', c.attempt, 'via', c.via, 'at', c.at, 'by', p.name, 'reached', c.reached,
      'solved', c.solved, 'resultGrade', c.result_grade, 'mannerGrade', c.manner_grade, 'words', encode(c.words_sealed, 'hex'),
      'contacted', (SELECT json_agg(json_build_object('unitId', a.unit_id, 'contacted', cc.contacted))
         FROM callback_contact cc JOIN assignment a ON a.id = cc.assignment_id WHERE cc.callback_id = c.id)) ORDER BY c.id)
    FROM callback c JOIN person p ON p.id = c.person_id WHERE c.ticket_id = t.id)
) FROM ticket t WHERE t.id = ticket.id::bigint`

const WITH_DETAILS = READ('$1::bigint', `, (${DETAILS}) AS details`)
