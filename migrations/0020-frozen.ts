import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What a period was when it was frozen: its rules, every fact with where it stood, every rank, under one hash. Written once;
 * the database itself refuses to change it.
 */
export class Frozen1763600000020 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE TABLE frozen_period (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('month','quarter','year')),
        from_day date NOT NULL,
        to_day date NOT NULL,
        preset text NOT NULL,
        rules jsonb NOT NULL,
        cut_off timestamptz NOT NULL,
        proposed_at timestamptz NOT NULL,
        proposed_by int NOT NULL REFERENCES person,
        frozen_at timestamptz NOT NULL,
        frozen_by int NOT NULL REFERENCES person,
        facts int NOT NULL,
        facts_hash bytea NOT NULL,
        hash bytea NOT NULL,
        UNIQUE (kind, from_day),
        CHECK (frozen_by <> proposed_by)
      );
      CREATE TABLE freeze_proposal (
        kind text NOT NULL CHECK (kind IN ('month','quarter','year')),
        from_day date NOT NULL,
        preset text NOT NULL,
        at timestamptz NOT NULL,
        person_id int NOT NULL REFERENCES person,
        PRIMARY KEY (kind, from_day)
      );
      CREATE TABLE frozen_fact (
        frozen_id int NOT NULL REFERENCES frozen_period DEFERRABLE INITIALLY DEFERRED,
        assignment_id bigint NOT NULL,
        round smallint NOT NULL,
        ticket_id bigint NOT NULL,
        unit_id int NOT NULL,
        role text NOT NULL,
        standing text NOT NULL CHECK (standing IN ('counted','excluded','invalid','open')),
        why text,
        judged_at timestamptz,
        contacted boolean,
        solved text,
        grade smallint,
        PRIMARY KEY (frozen_id, assignment_id, round)
      );
      CREATE INDEX frozen_fact_unit ON frozen_fact (frozen_id, unit_id);
      CREATE TABLE frozen_rank (
        frozen_id int NOT NULL REFERENCES frozen_period DEFERRABLE INITIALLY DEFERRED,
        unit_id int NOT NULL,
        group_kind text NOT NULL,
        rank smallint,
        score text,
        tally jsonb NOT NULL,
        PRIMARY KEY (frozen_id, unit_id)
      );

      CREATE FUNCTION refuse_to_thaw() RETURNS trigger LANGUAGE plpgsql AS $fn$
      BEGIN RAISE EXCEPTION 'what is frozen is not changed: corrections are adjustments on a later bulletin'; END $fn$;
      CREATE TRIGGER frozen_period_stays BEFORE UPDATE OR DELETE ON frozen_period FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_thaw();
      CREATE TRIGGER frozen_fact_stays BEFORE UPDATE OR DELETE ON frozen_fact FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_thaw();
      CREATE TRIGGER frozen_rank_stays BEFORE UPDATE OR DELETE ON frozen_rank FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_thaw();
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
