import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What can be true beside the state: requests under review (return, extension, shelving), suspensions of the clocks,
 * supervision, and the marks a ticket carries. One table for requests of every kind, because they are one feature.
 */
export class Requests1763600000008 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE SEQUENCE fact_id INCREMENT BY 64 START WITH 64;

      ALTER TABLE ticket
        ADD problem boolean NOT NULL DEFAULT false,
        ADD accepted_returns smallint NOT NULL DEFAULT 0 CHECK (accepted_returns >= 0),
        ADD consulting boolean NOT NULL DEFAULT false,
        ADD ruled boolean NOT NULL DEFAULT false,
        ADD shelved_at timestamptz,
        ADD review_on date,
        ADD difficult boolean NOT NULL DEFAULT false,
        ADD difficult_owner int REFERENCES person,
        ADD check_on date,
        ADD urge_count smallint NOT NULL DEFAULT 0 CHECK (urge_count >= 0),
        ADD handed_to text CHECK (handed_to IN ('discipline','police')),
        ADD reopened_at timestamptz,
        ADD CHECK (shelved_at IS NULL OR state = 'handling');
      CREATE INDEX ticket_shelved ON ticket (review_on, id) WHERE shelved_at IS NOT NULL;
      CREATE INDEX ticket_difficult ON ticket (check_on, id) WHERE difficult;
      CREATE INDEX ticket_problem ON ticket (id) WHERE problem AND state IN ('registered','handling','callback');

      ALTER TABLE assignment
        ADD awaits_approval boolean NOT NULL DEFAULT false,
        ADD arrived_at timestamptz;
      ALTER TABLE reply DROP CONSTRAINT reply_state_check,
        ADD CHECK (state IN ('draft','submitted','accepted','sentBack'));

      ALTER TABLE clock ADD suspended boolean NOT NULL DEFAULT false,
        ADD CHECK (NOT suspended OR next_at IS NULL);

      CREATE TABLE request (
        id bigint PRIMARY KEY,
        ticket_id bigint NOT NULL REFERENCES ticket,
        assignment_id bigint NOT NULL REFERENCES assignment,
        unit_id int NOT NULL REFERENCES unit,
        kind text NOT NULL CHECK (kind IN ('return','extend','shelve')),
        state text NOT NULL CHECK (state IN ('open','approved','rejected')),
        step smallint NOT NULL DEFAULT 1 CHECK (step BETWEEN 1 AND 3),
        reason text NOT NULL,
        suggested_unit_id int REFERENCES unit,
        amount numeric CHECK (amount > 0),
        review_on date,
        asked_at timestamptz NOT NULL,
        asked_by int NOT NULL REFERENCES person,
        decided_at timestamptz,
        decided_by int REFERENCES person,
        words_sealed bytea,
        CHECK ((state = 'open') = (decided_at IS NULL)),
        CHECK (kind <> 'extend' OR amount IS NOT NULL),
        CHECK (kind <> 'shelve' OR review_on IS NOT NULL)
      );
      CREATE UNIQUE INDEX request_one_open ON request (assignment_id, kind) WHERE state = 'open';
      CREATE UNIQUE INDEX request_one_return ON request (ticket_id, unit_id) WHERE kind = 'return';
      CREATE INDEX request_ticket ON request (ticket_id, id);
      CREATE INDEX request_assignment ON request (assignment_id);
      CREATE INDEX request_open ON request (kind, step, id) WHERE state = 'open';

      CREATE TABLE suspension (
        ticket_id bigint NOT NULL REFERENCES ticket,
        from_at timestamptz NOT NULL,
        to_at timestamptz,
        PRIMARY KEY (ticket_id, from_at),
        CHECK (to_at IS NULL OR to_at >= from_at)
      );
      CREATE UNIQUE INDEX suspension_one_open ON suspension (ticket_id) WHERE to_at IS NULL;

      CREATE TABLE supervision (
        id bigint PRIMARY KEY,
        ticket_id bigint NOT NULL REFERENCES ticket,
        unit_id int NOT NULL REFERENCES unit,
        mode text NOT NULL CHECK (mode IN ('phone','written','onSite','instruction')),
        letter_number text UNIQUE,
        issued_at timestamptz NOT NULL,
        issued_by int NOT NULL REFERENCES person,
        answer_by timestamptz NOT NULL,
        answered_at timestamptz,
        answered_by int REFERENCES person,
        closed_at timestamptz,
        closed_by int REFERENCES person,
        outcome text CHECK (outcome IN ('satisfied','again','reported')),
        words_sealed bytea,
        CHECK ((mode = 'written') = (letter_number IS NOT NULL)),
        CHECK (closed_at IS NULL OR outcome IS NOT NULL)
      );
      CREATE INDEX supervision_ticket ON supervision (ticket_id, id);
      CREATE INDEX supervision_open ON supervision (answer_by, id) WHERE closed_at IS NULL;
      CREATE INDEX supervision_unit ON supervision (unit_id, id) WHERE closed_at IS NULL;
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
