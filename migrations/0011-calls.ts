import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Calls and desks: what the telephone system told of each call and what became of it, who sits at which desk when, who
 * has to be rung back, and the figures, kept by whoever changes a call.
 */
export class Calls1763600000011 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE TABLE desk (
        code text PRIMARY KEY CHECK (code IN ('general','enterprise','businessEnvironment','elderly','night')),
        name text NOT NULL UNIQUE,
        dial_key text,
        overflow_code text REFERENCES desk DEFERRABLE INITIALLY DEFERRED,
        open_from smallint NOT NULL DEFAULT 0 CHECK (open_from BETWEEN 0 AND 1439),
        open_to smallint NOT NULL DEFAULT 1440 CHECK (open_to BETWEEN 1 AND 2879),
        ring_seconds smallint NOT NULL DEFAULT 10 CHECK (ring_seconds BETWEEN 0 AND 120),
        active boolean NOT NULL DEFAULT true,
        CHECK (open_from < open_to AND open_to - open_from <= 1440),
        CHECK (overflow_code IS DISTINCT FROM code)
      );
      CREATE TABLE desk_member (
        desk_code text NOT NULL REFERENCES desk,
        person_id int NOT NULL REFERENCES person,
        PRIMARY KEY (desk_code, person_id)
      );
      CREATE INDEX desk_member_person ON desk_member (person_id);
      CREATE TABLE desk_shift (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        desk_code text NOT NULL REFERENCES desk,
        person_id int NOT NULL REFERENCES person,
        weekday smallint CHECK (weekday BETWEEN 1 AND 7),
        day date,
        from_minute smallint NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
        to_minute smallint NOT NULL CHECK (to_minute BETWEEN 1 AND 2879),
        CHECK ((weekday IS NULL) <> (day IS NULL)),
        CHECK (from_minute < to_minute AND to_minute - from_minute <= 1440)
      );
      CREATE INDEX desk_shift_desk ON desk_shift (desk_code, day);
      CREATE INDEX desk_shift_day ON desk_shift (day) WHERE day IS NOT NULL;

      CREATE TABLE operator_state (
        person_id int PRIMARY KEY REFERENCES person,
        state text NOT NULL CHECK (state IN ('ready','talking','afterCall','away')),
        reason text CHECK (reason IN ('rest','meal','meeting','training','other')),
        since timestamptz NOT NULL,
        seen_at timestamptz NOT NULL,
        call_id bigint,
        CHECK ((state = 'away') = (reason IS NOT NULL)),
        CHECK (state <> 'talking' OR call_id IS NOT NULL)
      );

      CREATE TABLE call (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        partner text NOT NULL,
        ref text NOT NULL,
        state text NOT NULL DEFAULT 'awaited'
          CHECK (state IN ('awaited','ringing','talking','held','conferenced','ended','abandoned')),
        desk text NOT NULL DEFAULT 'general' CHECK (desk IN ('general','enterprise','businessEnvironment','elderly','night')),
        heard_at timestamptz NOT NULL DEFAULT now(),
        offered_at timestamptz,
        answered_at timestamptz,
        ended_at timestamptz,
        operator_id int REFERENCES person,
        rung_id int REFERENCES person,
        owner_id int REFERENCES person,
        claimed_by int REFERENCES person,
        claimed_at timestamptz,
        lost_at timestamptz,
        number_sealed bytea,
        number_token bytea,
        number_seq int,
        conferenced_at timestamptz,
        parties text[] NOT NULL DEFAULT '{}',
        held_count smallint NOT NULL DEFAULT 0,
        recording text,
        CONSTRAINT call_once UNIQUE (partner, ref),
        CHECK ((claimed_by IS NULL) = (claimed_at IS NULL)),
        CHECK ((state = 'awaited') = (offered_at IS NULL)),
        CHECK ((state IN ('talking','held','conferenced','ended')) = (answered_at IS NOT NULL)),
        CHECK ((state IN ('ended','abandoned')) = (ended_at IS NOT NULL))
      );
      CREATE INDEX call_ringing ON call (offered_at) WHERE state = 'ringing';
      CREATE INDEX call_open ON call (heard_at) WHERE state NOT IN ('ended','abandoned') AND lost_at IS NULL;
      CREATE INDEX call_number ON call (number_token, id DESC) WHERE number_token IS NOT NULL;
      CREATE INDEX call_operator ON call (operator_id, offered_at DESC, id DESC) WHERE operator_id IS NOT NULL;
      CREATE INDEX call_desk ON call (desk, offered_at DESC, id DESC) WHERE offered_at IS NOT NULL;

      CREATE TABLE call_event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        call_id bigint NOT NULL REFERENCES call,
        seq int CHECK (seq > 0),
        kind text NOT NULL,
        at timestamptz NOT NULL,
        desk text,
        person_id int REFERENCES person,
        recording text,
        parties text[] NOT NULL DEFAULT '{}',
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        CONSTRAINT call_event_once UNIQUE (call_id, seq)
      );
      CREATE INDEX call_event_xid ON call_event (xid);

      CREATE TABLE call_ticket (
        call_id bigint NOT NULL REFERENCES call,
        ticket_id bigint NOT NULL REFERENCES ticket,
        how text NOT NULL CHECK (how IN ('registered','attached')),
        at timestamptz NOT NULL,
        person_id int NOT NULL REFERENCES person,
        PRIMARY KEY (call_id, ticket_id)
      );
      CREATE INDEX call_ticket_ticket ON call_ticket (ticket_id);

      CREATE TABLE missed_call (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        desk text NOT NULL CHECK (desk IN ('general','enterprise','businessEnvironment','elderly','night')),
        number_sealed bytea,
        number_token bytea,
        call_id bigint NOT NULL REFERENCES call,
        missed smallint NOT NULL DEFAULT 1 CHECK (missed > 0),
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting','taken','reached','unreached','gotThrough')),
        taken_by int REFERENCES person,
        taken_at timestamptz,
        tries smallint NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 3),
        made_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        closed_at timestamptz,
        CHECK ((state = 'taken') = (taken_at IS NOT NULL)),
        CHECK ((state IN ('waiting','taken')) = (closed_at IS NULL))
      );
      CREATE UNIQUE INDEX missed_call_one_open ON missed_call (number_token) WHERE closed_at IS NULL AND number_token IS NOT NULL;
      CREATE INDEX missed_call_queue ON missed_call (desk, due_at, id) WHERE closed_at IS NULL;
      CREATE INDEX missed_call_call ON missed_call (call_id);
      CREATE INDEX missed_call_number ON missed_call (number_token);

      CREATE TABLE call_figure (
        day date NOT NULL,
        desk text NOT NULL,
        person_id int NOT NULL REFERENCES person,
        offered int NOT NULL DEFAULT 0,
        answered int NOT NULL DEFAULT 0,
        answered_soon int NOT NULL DEFAULT 0,
        abandoned int NOT NULL DEFAULT 0,
        talk_seconds int NOT NULL DEFAULT 0,
        missed int NOT NULL DEFAULT 0,
        returned int NOT NULL DEFAULT 0,
        PRIMARY KEY (day, desk, person_id)
      );
      CREATE INDEX call_figure_person ON call_figure (person_id, day);
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
