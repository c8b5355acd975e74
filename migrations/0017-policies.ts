import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Limits and calendars are changed by two people: one proposes, another approves, from a day on. What a change moved on
 * running clocks is kept as rows, so that it can be told; how far the counting anew has come, so that it can go on.
 */
export class Policies1763600000017 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      ALTER TABLE unit ADD office_hours jsonb;
      ALTER TABLE calendar_year ADD decided boolean NOT NULL DEFAULT false;

      CREATE TABLE rule_change (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('policy','calendar','hours')),
        state text NOT NULL CHECK (state IN ('proposed','approved','rejected','inForce')),
        content jsonb NOT NULL,
        before jsonb,
        reason text NOT NULL,
        effective_on date NOT NULL,
        open_too boolean NOT NULL,
        proposed_at timestamptz NOT NULL,
        proposed_by int NOT NULL REFERENCES person,
        decided_at timestamptz,
        decided_by int REFERENCES person,
        note text,
        in_force_at timestamptz,
        CHECK (decided_by <> proposed_by),
        CHECK ((state = 'proposed') = (decided_at IS NULL)),
        CHECK ((state = 'inForce') = (in_force_at IS NOT NULL))
      );
      CREATE INDEX rule_change_newest ON rule_change (id DESC);

      CREATE TABLE recalculation (
        change_id int PRIMARY KEY REFERENCES rule_change,
        after_id bigint NOT NULL DEFAULT 0,
        looked int NOT NULL DEFAULT 0,
        started_at timestamptz NOT NULL,
        finished_at timestamptz
      );

      CREATE TABLE clock_move (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        change_id int NOT NULL REFERENCES rule_change,
        ticket_id bigint NOT NULL REFERENCES ticket,
        assignment_id bigint REFERENCES assignment,
        kind text NOT NULL,
        round smallint NOT NULL,
        moved boolean NOT NULL,
        from_due timestamptz NOT NULL,
        to_due timestamptz NOT NULL,
        why text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT clock_move_once UNIQUE NULLS NOT DISTINCT (change_id, ticket_id, assignment_id, kind, round)
      );
      CREATE INDEX clock_move_change ON clock_move (change_id, id);
      CREATE INDEX clock_move_ticket ON clock_move (ticket_id);
      CREATE INDEX clock_move_assignment ON clock_move (assignment_id) WHERE assignment_id IS NOT NULL;

      CREATE INDEX ticket_open_id ON ticket (id) WHERE state IN ('registered','handling','callback');
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
