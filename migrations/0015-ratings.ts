import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Callbacks in full: when the next call may be made, who makes it, links for self-rating, what was decided about the
 * unsatisfied, and rectifications after bad reviews. A token is kept as its hash alone: the table opens no door.
 */
export class Ratings1763600000015 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      ALTER TABLE ticket
        ADD callback_unit_id int REFERENCES unit,
        ADD call_from timestamptz,
        ADD call_promised boolean NOT NULL DEFAULT false,
        ADD rated_since timestamptz,
        ADD CHECK (NOT call_promised OR call_from IS NOT NULL);
      CREATE INDEX ticket_to_call ON ticket (due_at, id)
        WHERE state = 'callback' AND callback_unit_id IS NULL AND rated_since IS NULL;
      CREATE INDEX ticket_to_call_in_district ON ticket (callback_unit_id, due_at, id)
        WHERE state = 'callback' AND callback_unit_id IS NOT NULL AND rated_since IS NULL;
      CREATE INDEX ticket_call_from ON ticket (call_promised, call_from, id)
        WHERE state = 'callback' AND call_from IS NOT NULL AND rated_since IS NULL;
      CREATE INDEX ticket_rated ON ticket (rated_since, id) WHERE rated_since IS NOT NULL;

      ALTER TABLE callback ADD via text NOT NULL DEFAULT 'call' CHECK (via IN ('call','link'));

      CREATE TABLE rating_link (
        ticket_id bigint NOT NULL REFERENCES ticket,
        round smallint NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        offered_at timestamptz NOT NULL,
        offered_by int NOT NULL REFERENCES person,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (ticket_id, round)
      );

      CREATE TABLE disposal (
        ticket_id bigint NOT NULL REFERENCES ticket,
        round smallint NOT NULL,
        exit text NOT NULL CHECK (exit IN ('redo','judged','extended','transferred')),
        at timestamptz NOT NULL,
        person_id int NOT NULL REFERENCES person,
        check_on date,
        checked_at timestamptz,
        checked_by int REFERENCES person,
        transferred_to text,
        words_sealed bytea,
        PRIMARY KEY (ticket_id, round),
        CHECK ((exit = 'extended') = (check_on IS NOT NULL)),
        CHECK ((exit = 'transferred') = (transferred_to IS NOT NULL))
      );
      CREATE INDEX disposal_to_check ON disposal (check_on, ticket_id) WHERE check_on IS NOT NULL AND checked_at IS NULL;

      CREATE TABLE rectification (
        id bigint PRIMARY KEY,
        ticket_id bigint NOT NULL REFERENCES ticket,
        round smallint NOT NULL,
        assignment_id bigint NOT NULL REFERENCES assignment,
        unit_id int NOT NULL REFERENCES unit,
        grade smallint NOT NULL CHECK (grade BETWEEN 1 AND 2),
        state text NOT NULL CHECK (state IN ('open','submitted','done')),
        opened_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        tries smallint NOT NULL DEFAULT 0,
        submitted_at timestamptz,
        submitted_by int REFERENCES person,
        checked_at timestamptz,
        checked_by int REFERENCES person,
        UNIQUE (ticket_id, round),
        CHECK (state <> 'done' OR (submitted_at IS NOT NULL AND checked_at IS NOT NULL))
      );
      CREATE INDEX rectification_open ON rectification (state, due_at, id) WHERE state <> 'done';
      CREATE INDEX rectification_unit ON rectification (unit_id, state, due_at, id) WHERE state <> 'done';
      CREATE INDEX rectification_opened ON rectification (opened_at, unit_id);
      CREATE INDEX rectification_assignment ON rectification (assignment_id);

      CREATE TABLE rectification_step (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        rectification_id bigint NOT NULL REFERENCES rectification,
        ticket_id bigint NOT NULL REFERENCES ticket,
        at timestamptz NOT NULL,
        person_id int NOT NULL REFERENCES person,
        kind text NOT NULL CHECK (kind IN ('submitted','done','again')),
        grade smallint CHECK (grade BETWEEN 1 AND 5),
        words_sealed bytea
      );
      CREATE INDEX rectification_step_of ON rectification_step (rectification_id, id);
      CREATE INDEX rectification_step_ticket ON rectification_step (ticket_id);

      -- Whatever words there are by now, and one more of each.
      DO $$
      DECLARE more record; name text; def text;
      BEGIN
        FOR more IN SELECT * FROM (VALUES ('ticket', 'register', 'callbackOnly'), ('person_role', 'callbackAgent', 'districtCaller'),
          ('clock', 'callback', 'rectify')) AS m (of, beside, word)
        LOOP
          SELECT conname, pg_get_constraintdef(oid) INTO STRICT name, def FROM pg_constraint
            WHERE conrelid = more.of::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%= ANY%' || quote_literal(more.beside) || '%';
          EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', more.of, name);
          EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I %s', more.of, name,
            replace(def, quote_literal(more.beside) || '::text', quote_literal(more.beside) || '::text, ' || quote_literal(more.word) || '::text'));
        END LOOP;
      END $$;
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
