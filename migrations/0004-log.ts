import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The spine: the event log with a hash chain per ticket, clocks, notices, idempotency, heartbeats.
 * The log is partitioned by the ticket's registration month, so a timeline is in one place and (ticket, seq) stays unique.
 * A reader's cursor is (xid, id) below the snapshot's xmin: a row that commits late is never skipped.
 */
export class Log1763600000004 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE SEQUENCE event_id;
      CREATE TABLE event (
        month date NOT NULL,
        ticket_id bigint NOT NULL REFERENCES ticket,
        seq int NOT NULL CHECK (seq > 0),
        id bigint NOT NULL DEFAULT nextval('event_id'),
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        kind text NOT NULL,
        assignment_id bigint,
        person_id int NOT NULL,
        at timestamptz NOT NULL,
        data jsonb NOT NULL,
        words_sealed bytea,
        words_digest bytea,
        units int[] NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (month, ticket_id, seq)
      ) PARTITION BY RANGE (month);
      CREATE INDEX event_cursor ON event (xid, id);

      CREATE FUNCTION ensure_event_months(first date, last date) RETURNS void LANGUAGE plpgsql AS $fn$
      DECLARE m date := date_trunc('month', first)::date;
      BEGIN
        WHILE m <= last LOOP
          EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF event FOR VALUES FROM (%L) TO (%L)',
            'event_' || to_char(m, 'YYYYMM'), m, (m + interval '1 month')::date);
          m := (m + interval '1 month')::date;
        END LOOP;
      END $fn$;
      SELECT ensure_event_months((now() - interval '1 month')::date, (now() + interval '6 months')::date);

      CREATE TABLE clock (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        ticket_id bigint NOT NULL REFERENCES ticket,
        assignment_id bigint REFERENCES assignment,
        kind text NOT NULL CHECK (kind IN ('dispatch','sign','contact','reply','redo','callback','arrive')),
        round smallint NOT NULL DEFAULT 1,
        started_at timestamptz NOT NULL,
        amount numeric NOT NULL CHECK (amount > 0),
        unit text NOT NULL CHECK (unit IN ('minute','hour','naturalDay','workingDay','workingHour')),
        around_the_clock boolean NOT NULL DEFAULT false,
        half_at timestamptz NOT NULL,
        yellow_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        provisional boolean NOT NULL DEFAULT false,
        level smallint NOT NULL DEFAULT 0 CHECK (level BETWEEN 0 AND 3),
        next_at timestamptz,
        stopped_at timestamptz,
        CONSTRAINT clock_once UNIQUE NULLS NOT DISTINCT (ticket_id, assignment_id, kind, round),
        CHECK (half_at <= yellow_at AND yellow_at <= due_at),
        CHECK (next_at IS NULL OR stopped_at IS NULL)
      );
      CREATE INDEX clock_next ON clock (next_at) WHERE next_at IS NOT NULL;
      CREATE INDEX clock_assignment ON clock (assignment_id);

      CREATE TABLE notice (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL,
        ticket_id bigint REFERENCES ticket,
        unit_id int REFERENCES unit,
        role text,
        clock_id bigint REFERENCES clock,
        level smallint,
        at timestamptz NOT NULL,
        data jsonb NOT NULL DEFAULT '{}',
        CHECK ((unit_id IS NULL) <> (role IS NULL)),
        CONSTRAINT notice_once_per_level UNIQUE (clock_id, level)
      );
      CREATE INDEX notice_unit ON notice (unit_id, id DESC) WHERE unit_id IS NOT NULL;
      CREATE INDEX notice_role ON notice (role, id DESC) WHERE role IS NOT NULL;
      CREATE INDEX notice_ticket ON notice (ticket_id);

      CREATE TABLE idempotency (
        person_id int NOT NULL,
        key text NOT NULL CHECK (length(key) BETWEEN 8 AND 100),
        request_hash bytea NOT NULL,
        status smallint NOT NULL,
        response jsonb NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (person_id, key)
      );
      CREATE INDEX idempotency_at ON idempotency (at);

      CREATE TABLE worker_heartbeat (
        worker_id text PRIMARY KEY,
        started_at timestamptz NOT NULL DEFAULT now(),
        at timestamptz NOT NULL DEFAULT now()
      );
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
