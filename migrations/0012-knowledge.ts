import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What an operator has beside the call: knowledge with its versions, announcements, duty rosters, marks on callers; and of
 * tickets, whose name and whose words are kept apart, and what became of a call handed over.
 */
export class Knowledge1763600000012 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      ALTER TABLE requester
        ADD language text NOT NULL DEFAULT 'chinese' CHECK (language IN ('chinese','mongolian','other')),
        ADD contact_sealed bytea,
        ADD industry text,
        ADD size text CHECK (size IN ('large','medium','small','micro')),
        ADD park_id int REFERENCES unit;

      ALTER TABLE reveal DROP CONSTRAINT reveal_field_check,
        ADD CONSTRAINT reveal_field_check CHECK (field IN ('phone','name','identity','content','contact'));

      ALTER TABLE ticket
        ADD name_confidential boolean NOT NULL DEFAULT false,
        ADD retaliation boolean NOT NULL DEFAULT false CHECK (NOT retaliation OR type = 'report'),
        ADD turned_to text,
        ADD turn_state text CHECK (turn_state IN ('sent','accepted','underWay','done','refused')),
        ADD CHECK ((turned_to IS NULL) = (turn_state IS NULL)),
        ADD CHECK (NOT name_confidential OR content IS NULL);
      -- So far confidential meant both.
      UPDATE ticket SET name_confidential = true WHERE confidential;
      UPDATE ticket t SET turned_to = e.data->>'to', turn_state = 'sent' FROM event e
        WHERE t.outcome = 'handOver' AND e.month = t.month AND e.ticket_id = t.id AND e.kind = 'turnOver';
      CREATE INDEX ticket_turned ON ticket (id) WHERE turn_state IN ('sent','accepted','underWay');

      CREATE TABLE knowledge (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        created_at timestamptz NOT NULL,
        created_by int NOT NULL REFERENCES person
      );
      CREATE TABLE knowledge_version (
        item_id bigint NOT NULL REFERENCES knowledge,
        version int NOT NULL CHECK (version > 0),
        state text NOT NULL CHECK (state IN ('draft','approved','published','expired')),
        title text NOT NULL,
        question text NOT NULL,
        answer text NOT NULL,
        audience text NOT NULL CHECK (audience IN ('public','internal')),
        category_code text REFERENCES category,
        unit_id int NOT NULL REFERENCES unit,
        valid_from date NOT NULL,
        valid_until date,
        written_at timestamptz NOT NULL,
        written_by int NOT NULL REFERENCES person,
        approved_at timestamptz,
        approved_by int REFERENCES person,
        published_at timestamptz,
        published_by int REFERENCES person,
        expired_at timestamptz,
        expired_by int REFERENCES person,
        head tsvector NOT NULL DEFAULT '',
        search tsvector NOT NULL DEFAULT '',
        PRIMARY KEY (item_id, version),
        CHECK (valid_until IS NULL OR valid_until >= valid_from),
        CHECK ((approved_at IS NULL) = (approved_by IS NULL)),
        CHECK (approved_by IS NULL OR approved_by <> written_by),
        CHECK (state <> 'approved' OR approved_at IS NOT NULL),
        CHECK (state <> 'published' OR (approved_at IS NOT NULL AND published_at IS NOT NULL)),
        CHECK ((state = 'expired') = (expired_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX knowledge_one_published ON knowledge_version (item_id) WHERE state = 'published';
      CREATE UNIQUE INDEX knowledge_one_made ON knowledge_version (item_id) WHERE state IN ('draft','approved');
      CREATE INDEX knowledge_state ON knowledge_version (state, item_id DESC);
      CREATE INDEX knowledge_until ON knowledge_version (valid_until) WHERE state = 'published';
      CREATE INDEX knowledge_search ON knowledge_version USING gin (search) WHERE state = 'published';

      CREATE TABLE knowledge_use (
        ticket_id bigint PRIMARY KEY REFERENCES ticket,
        item_id bigint NOT NULL,
        version int NOT NULL,
        at timestamptz NOT NULL,
        person_id int NOT NULL REFERENCES person,
        FOREIGN KEY (item_id, version) REFERENCES knowledge_version
      );
      CREATE INDEX knowledge_use_item ON knowledge_use (item_id, ticket_id DESC);
      -- Counted in sixteen places, so that two calls answered from the same item seldom wait for each other.
      CREATE TABLE knowledge_count (
        item_id bigint NOT NULL REFERENCES knowledge,
        slot smallint NOT NULL CHECK (slot BETWEEN 0 AND 15),
        uses int NOT NULL CHECK (uses > 0),
        PRIMARY KEY (item_id, slot)
      );
      CREATE TABLE knowledge_feedback (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        item_id bigint NOT NULL,
        version int NOT NULL,
        unit_id int NOT NULL REFERENCES unit,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open','corrected','kept')),
        said_sealed bytea NOT NULL,
        said_at timestamptz NOT NULL,
        said_by int NOT NULL REFERENCES person,
        due_at timestamptz NOT NULL,
        answer_sealed bytea,
        settled_at timestamptz,
        settled_by int REFERENCES person,
        FOREIGN KEY (item_id, version) REFERENCES knowledge_version,
        CHECK ((state = 'open') = (settled_at IS NULL))
      );
      CREATE INDEX knowledge_feedback_open ON knowledge_feedback (due_at, id) WHERE state = 'open';
      CREATE INDEX knowledge_feedback_unit ON knowledge_feedback (unit_id, due_at, id) WHERE state = 'open';
      CREATE INDEX knowledge_feedback_item ON knowledge_feedback (item_id, id);

      CREATE TABLE announcement (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('announcement','hotAnswer')),
        title text NOT NULL,
        body text NOT NULL,
        category_code text REFERENCES category,
        place_code text REFERENCES place,
        priority smallint NOT NULL CHECK (priority BETWEEN 1 AND 3),
        from_at timestamptz NOT NULL,
        until_at timestamptz NOT NULL CHECK (until_at > from_at),
        published_at timestamptz NOT NULL,
        published_by int NOT NULL REFERENCES person,
        withdrawn_at timestamptz,
        withdrawn_by int REFERENCES person
      );
      CREATE INDEX announcement_standing ON announcement (until_at, id) WHERE withdrawn_at IS NULL;
      CREATE TABLE announcement_read (
        announcement_id bigint NOT NULL REFERENCES announcement,
        person_id int NOT NULL REFERENCES person,
        at timestamptz NOT NULL,
        PRIMARY KEY (announcement_id, person_id)
      );

      CREATE TABLE duty_shift (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        unit_id int NOT NULL REFERENCES unit,
        crew text NOT NULL,
        phone_sealed bytea NOT NULL,
        place_code text REFERENCES place,
        from_at timestamptz NOT NULL,
        until_at timestamptz NOT NULL CHECK (until_at > from_at),
        entered_at timestamptz NOT NULL,
        entered_by int NOT NULL REFERENCES person,
        dropped_at timestamptz,
        dropped_by int REFERENCES person
      );
      CREATE INDEX duty_shift_unit ON duty_shift (unit_id, until_at, id) WHERE dropped_at IS NULL;

      CREATE TABLE requester_mark (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        requester_id bigint NOT NULL REFERENCES requester,
        kind text NOT NULL CHECK (kind IN ('nuisance','forProfit')),
        state text NOT NULL CHECK (state IN ('proposed','standing','refused','ended')),
        until_day date NOT NULL,
        proposed_at timestamptz NOT NULL,
        proposed_by int NOT NULL REFERENCES person
      );
      CREATE UNIQUE INDEX requester_mark_one ON requester_mark (requester_id, kind) WHERE state IN ('proposed','standing');
      CREATE INDEX requester_mark_requester ON requester_mark (requester_id, id);
      CREATE INDEX requester_mark_proposed ON requester_mark (id) WHERE state = 'proposed';
      CREATE INDEX requester_mark_standing ON requester_mark (until_day, id) WHERE state = 'standing';
      CREATE TABLE requester_mark_step (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        mark_id bigint NOT NULL REFERENCES requester_mark,
        step text NOT NULL CHECK (step IN ('propose','confirm','refuse','end')),
        at timestamptz NOT NULL,
        person_id int NOT NULL REFERENCES person,
        words_sealed bytea
      );
      CREATE INDEX requester_mark_step_mark ON requester_mark_step (mark_id, id);
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
