import type { Sql } from '#data/database'
import { announcementPage, standingAnnouncements } from '#data/desk/announcements'
import { openFeedback } from '#data/desk/feedback'
import { answerable, knowledgeMatching, knowledgePage, wordingsOf } from '#data/desk/knowledge'
import { turnedOver } from '#data/desk/turned'
import { requestersByCreditCode } from '#data/requesters'

/** What an operator has beside the call: rows of it, and what is asked of them. */

const PAGE = 50

export const DESK_ROWS = `
  UPDATE ticket SET turned_to = 'helpWindow', turn_state = CASE id % 3 WHEN 0 THEN 'sent' ELSE 'done' END WHERE id % 10 = 0;
  INSERT INTO knowledge (created_at, created_by) SELECT now(), 0 FROM generate_series(1, 3000);
  INSERT INTO knowledge_version (item_id, version, state, title, question, answer, audience, unit_id, valid_from, written_at, written_by,
      approved_at, approved_by, published_at, published_by, head, search)
    SELECT id, 1, 'published', '知识' || id, '怎么办', '照此办', 'public', 1 + id % 20, '2026-01-01', now(), 0, now(), 1, now(), 1,
      array_to_tsvector(ARRAY['怎么', 'k' || id % 50]), array_to_tsvector(ARRAY['怎么', 'k' || id % 50, 'w' || id % 300]) FROM knowledge;
  INSERT INTO knowledge_use SELECT id, 1 + id % 3000, 1, now(), 0 FROM ticket;
  INSERT INTO knowledge_count SELECT 1 + n % 3000, n / 3000, 5 FROM generate_series(0, 11999) n;
  INSERT INTO knowledge_feedback (item_id, version, unit_id, said_sealed, said_at, said_by, due_at)
    SELECT id, 1, 1 + id % 20, '\\x00', now(), 0, now() + id * interval '1 minute' FROM knowledge;
  INSERT INTO announcement (kind, title, body, priority, from_at, until_at, published_at, published_by)
    SELECT 'announcement', '公告', '内容', 3, now() - interval '1 year', now() + (CASE WHEN n % 100 = 0 THEN 1 ELSE -1 END) * interval '1 day', now(), 0
    FROM generate_series(1, 3000) n;
  INSERT INTO announcement_read SELECT id, 1, now() FROM announcement;`

const knowledge = (sql: Sql) => knowledgePage(sql, { state: 'published', own: null, after: undefined, limit: PAGE })
const matching = (sql: Sql) => knowledgeMatching(sql, { tokens: ['w7', 'k9'], own: null, categoryCode: null, limit: 6 })
const feedback = (sql: Sql, own: number[] | null) => openFeedback(sql, { own, after: undefined, limit: PAGE })

export const DESK_ASKED: Record<string, { rows: number; by: (sql: Sql) => Promise<unknown> }> = {
  'requesters by credit code': { rows: 1_000, by: (sql) => requestersByCreditCode(sql, '91350100M000100Y43', []) },
  'knowledge published': { rows: 4 * PAGE + 16 * PAGE, by: (sql) => knowledge(sql) },
  'knowledge for the words of a call': { rows: 1_200, by: (sql) => matching(sql) },
  'a knowledge item': { rows: 40, by: (sql) => wordingsOf(sql, '77') },
  'what a call is answered from': { rows: 3, by: (sql) => answerable(sql, '77') },
  'feedback on knowledge': { rows: 10 * PAGE, by: (sql) => feedback(sql, null) },
  'feedback on the knowledge of a unit': { rows: 10 * PAGE, by: (sql) => feedback(sql, [2, 3]) },
  'announcements that stand': { rows: 4 * PAGE, by: (sql) => standingAnnouncements(sql, 1) },
  'announcements, all': { rows: 4 * PAGE, by: (sql) => announcementPage(sql, 1, undefined, PAGE) },
  'a call handed over, by its number': { rows: 2, by: (sql) => turnedOver(sql, '260101000000') },
}
