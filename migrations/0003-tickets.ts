import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Requesters, tickets, assignments and what was said. The invariants that must hold whoever writes live here:
 * one lead per ticket, one open assignment per unit and ticket, one callback per attempt.
 * Ids come in blocks (a sequence that steps by 64): a process hands out its own, so a whole intake is one statement.
 */
export class Tickets1763600000003 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE SEQUENCE ticket_id INCREMENT BY 64 START WITH 64;
      CREATE SEQUENCE assignment_id INCREMENT BY 64 START WITH 64;

      CREATE TABLE requester (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('citizen','enterprise','organization')),
        name_sealed bytea,
        name_token bytea,
        name_tokens bytea[] NOT NULL DEFAULT '{}',
        phone_sealed bytea,
        phone_token bytea,
        phone_tail bytea,
        identity_sealed bytea,
        identity_token bytea,
        credit_code text,
        created_at timestamptz NOT NULL DEFAULT now(),
        erased_at timestamptz,
        CONSTRAINT requester_same UNIQUE NULLS NOT DISTINCT (phone_token, name_token, kind, credit_code, erased_at)
      );
      CREATE INDEX requester_names ON requester USING gin (name_tokens);
      CREATE INDEX requester_tail ON requester (phone_tail);
      CREATE INDEX requester_identity ON requester (identity_token) WHERE identity_token IS NOT NULL;
      CREATE INDEX requester_credit ON requester (credit_code) WHERE credit_code IS NOT NULL;

      CREATE TABLE ticket (
        id bigint PRIMARY KEY,
        number text NOT NULL UNIQUE CHECK (number ~ '^[0-9]{12}$'),
        month date NOT NULL CHECK (extract(day FROM month) = 1),
        state text NOT NULL CHECK (state IN ('registered','handling','callback','closed','archived')),
        version int NOT NULL CHECK (version > 0),
        last_hash bytea NOT NULL,
        type text NOT NULL CHECK (type IN ('inquiry','help','complaint','report','suggestion','praise')),
        channel text NOT NULL,
        channel_ref text,
        desk text,
        urgency text NOT NULL DEFAULT 'normal' CHECK (urgency IN ('normal','urgent')),
        requester_id bigint REFERENCES requester,
        requester_kind text NOT NULL CHECK (requester_kind IN ('citizen','enterprise','organization')),
        anonymous boolean NOT NULL DEFAULT false,
        confidential boolean NOT NULL DEFAULT false,
        accused_unit_id int REFERENCES unit,
        title text NOT NULL,
        content text,
        content_sealed bytea,
        category_code text NOT NULL REFERENCES category,
        tags text[] NOT NULL DEFAULT '{}',
        place_code text REFERENCES place,
        address text NOT NULL DEFAULT '',
        area_kind text CHECK (area_kind IN ('urban','rural','remote')),
        policy_id int NOT NULL REFERENCES clock_policy,
        catalogue_version int REFERENCES catalogue,
        outcome text NOT NULL CHECK (outcome IN ('register','answer')),
        answer text,
        registered_at timestamptz NOT NULL,
        registered_by int NOT NULL REFERENCES person,
        owner_id int REFERENCES person,
        dispatched_at timestamptz,
        reviewed_at timestamptz,
        closed_at timestamptz,
        archived_at timestamptz,
        due_at timestamptz NOT NULL DEFAULT 'infinity',
        yellow_at timestamptz NOT NULL DEFAULT 'infinity',
        round smallint NOT NULL DEFAULT 1 CHECK (round > 0),
        redo_count smallint NOT NULL DEFAULT 0 CHECK (redo_count >= 0),
        escalated boolean NOT NULL DEFAULT false,
        awaits_review boolean NOT NULL DEFAULT false CHECK (NOT awaits_review OR state = 'handling'),
        search tsvector NOT NULL DEFAULT '',
        CHECK (content IS NOT NULL OR content_sealed IS NOT NULL),
        CHECK (NOT (type = 'report' OR confidential) OR content IS NULL),
        CHECK ((closed_at IS NOT NULL) = (state IN ('closed','archived'))),
        CHECK ((archived_at IS NOT NULL) = (state = 'archived')),
        CHECK (outcome = 'register' OR answer IS NOT NULL)
      );
      CREATE UNIQUE INDEX ticket_channel_ref ON ticket (channel, channel_ref) WHERE channel_ref IS NOT NULL;
      CREATE INDEX ticket_open ON ticket (state, due_at, id) WHERE state IN ('registered','handling','callback');
      CREATE INDEX ticket_review ON ticket (id) WHERE awaits_review;
      CREATE INDEX ticket_requester ON ticket (requester_id, id DESC);
      CREATE INDEX ticket_search ON ticket USING gin (search);
      -- With the usual hundred a rare word is taken for a common one, and the newest fifty of it are looked for row by row.
      ALTER TABLE ticket ALTER search SET STATISTICS 1000;

      CREATE TABLE assignment (
        id bigint PRIMARY KEY,
        ticket_id bigint NOT NULL REFERENCES ticket,
        unit_id int NOT NULL REFERENCES unit,
        unit_path text NOT NULL,
        line text NOT NULL CHECK (line IN ('territory','industry')),
        role text NOT NULL CHECK (role IN ('lead','assist','copy')),
        parent_id bigint REFERENCES assignment,
        state text NOT NULL CHECK (state IN ('pending','signed','replied','accepted','returned','withdrawn')),
        round smallint NOT NULL DEFAULT 1 CHECK (round > 0),
        dispatched_at timestamptz NOT NULL,
        dispatched_by int NOT NULL REFERENCES person,
        return_until timestamptz,
        signed_at timestamptz,
        signed_by int REFERENCES person,
        signed_on_time boolean,
        contacted_at timestamptz,
        contacted_on_time boolean,
        replied_at timestamptz,
        replied_on_time boolean,
        accepted_at timestamptz,
        number text NOT NULL,
        title text NOT NULL,
        type text NOT NULL,
        urgency text NOT NULL,
        due_at timestamptz NOT NULL DEFAULT 'infinity',
        yellow_at timestamptz NOT NULL DEFAULT 'infinity',
        updated_at timestamptz NOT NULL,
        CHECK (role = 'copy' OR state IN ('pending','returned','withdrawn') OR signed_at IS NOT NULL),
        CHECK ((signed_at IS NULL) = (signed_on_time IS NULL))
      );
      CREATE UNIQUE INDEX assignment_one_lead ON assignment (ticket_id)
        WHERE role = 'lead' AND state IN ('pending','signed','replied','accepted');
      CREATE UNIQUE INDEX assignment_one_open ON assignment (ticket_id, unit_id)
        WHERE state IN ('pending','signed','replied','accepted');
      CREATE INDEX assignment_inbox ON assignment (unit_id, state, due_at, id);
      CREATE INDEX assignment_ticket ON assignment (ticket_id, id);

      CREATE TABLE consent (
        ticket_id bigint NOT NULL REFERENCES ticket,
        unit_id int NOT NULL REFERENCES unit,
        at timestamptz NOT NULL,
        person_id int NOT NULL REFERENCES person,
        PRIMARY KEY (ticket_id, unit_id)
      );

      CREATE TABLE reply (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        assignment_id bigint NOT NULL REFERENCES assignment,
        round smallint NOT NULL,
        at timestamptz NOT NULL,
        person_id int NOT NULL REFERENCES person,
        outcome text NOT NULL CHECK (outcome IN ('solved','explained','notFeasible','inPlan')),
        words_sealed bytea,
        state text NOT NULL DEFAULT 'submitted' CHECK (state IN ('submitted','accepted','sentBack'))
      );
      CREATE UNIQUE INDEX reply_one_standing ON reply (assignment_id, round) WHERE state <> 'sentBack';

      CREATE TABLE callback (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        ticket_id bigint NOT NULL REFERENCES ticket,
        round smallint NOT NULL,
        attempt smallint NOT NULL CHECK (attempt > 0),
        at timestamptz NOT NULL,
        person_id int NOT NULL REFERENCES person,
        reached boolean NOT NULL,
        solved text CHECK (solved IN ('yes','partly','no')),
        result_grade smallint CHECK (result_grade BETWEEN 1 AND 5),
        manner_grade smallint CHECK (manner_grade BETWEEN 1 AND 5),
        words_sealed bytea,
        CONSTRAINT callback_once UNIQUE (ticket_id, round, attempt),
        CHECK (reached = (solved IS NOT NULL AND result_grade IS NOT NULL AND manner_grade IS NOT NULL))
      );
      CREATE TABLE callback_contact (
        callback_id bigint NOT NULL REFERENCES callback,
        assignment_id bigint NOT NULL REFERENCES assignment,
        contacted boolean NOT NULL,
        PRIMARY KEY (callback_id, assignment_id)
      );
      CREATE INDEX callback_contact_assignment ON callback_contact (assignment_id);

      CREATE TABLE reveal (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        ticket_id bigint NOT NULL REFERENCES ticket,
        person_id int NOT NULL REFERENCES person,
        field text NOT NULL CHECK (field IN ('phone','name','identity','content')),
        reason text NOT NULL CHECK (length(reason) > 1),
        at timestamptz NOT NULL DEFAULT now(),
        until timestamptz NOT NULL
      );
      CREATE INDEX reveal_ticket ON reveal (ticket_id, id);
      CREATE INDEX reveal_person ON reveal (person_id, id);

      CREATE TABLE draft (
        person_id int NOT NULL REFERENCES person ON DELETE CASCADE,
        key text NOT NULL,
        sealed bytea NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, key)
      );
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
