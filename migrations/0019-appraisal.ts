import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What units answer for: a fact for every judged round, and what is counted of it, by unit and day. Counts are appended in the
 * transaction that makes them true (figure_delta) and folded into their day later (figure): nobody waits for a busy row.
 */
export class Appraisal1763600000019 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE TABLE appraisal_fact (
        assignment_id bigint NOT NULL REFERENCES assignment,
        round smallint NOT NULL CHECK (round > 0),
        ticket_id bigint NOT NULL REFERENCES ticket,
        unit_id int NOT NULL REFERENCES unit,
        role text NOT NULL CHECK (role IN ('lead','assist')),
        line text NOT NULL CHECK (line IN ('territory','industry')),
        registered_at timestamptz NOT NULL,
        dispatched_at timestamptz NOT NULL,
        signed_on_time boolean,
        contacted_on_time boolean,
        replied_on_time boolean,
        verdict text NOT NULL CHECK (verdict IN ('valid','unreachable')),
        judged_at timestamptz NOT NULL,
        contacted boolean,
        solved text CHECK (solved IN ('yes','partly','no')),
        grade smallint CHECK (grade BETWEEN 1 AND 5),
        excluded text,
        PRIMARY KEY (assignment_id, round),
        CHECK ((verdict = 'valid') = (contacted IS NOT NULL AND solved IS NOT NULL AND grade IS NOT NULL))
      );
      CREATE INDEX appraisal_fact_unit ON appraisal_fact (unit_id, judged_at, assignment_id);
      CREATE INDEX appraisal_fact_judged ON appraisal_fact (judged_at);
      CREATE INDEX appraisal_fact_ticket ON appraisal_fact (ticket_id);

      CREATE TABLE figure (
        basis text NOT NULL CHECK (basis IN ('callback','creation')),
        day date NOT NULL,
        unit_id int NOT NULL REFERENCES unit,
        lead_valid int NOT NULL DEFAULT 0, lead_contacted int NOT NULL DEFAULT 0, lead_yes int NOT NULL DEFAULT 0,
        lead_partly int NOT NULL DEFAULT 0, lead_no int NOT NULL DEFAULT 0, lead_grade5 int NOT NULL DEFAULT 0,
        lead_grade4 int NOT NULL DEFAULT 0, lead_grade3 int NOT NULL DEFAULT 0,
        lead_grade2 int NOT NULL DEFAULT 0, lead_grade1 int NOT NULL DEFAULT 0,
        assist_valid int NOT NULL DEFAULT 0, assist_contacted int NOT NULL DEFAULT 0,
        assist_yes int NOT NULL DEFAULT 0, assist_partly int NOT NULL DEFAULT 0, assist_no int NOT NULL DEFAULT 0,
        assist_grade5 int NOT NULL DEFAULT 0, assist_grade4 int NOT NULL DEFAULT 0,
        assist_grade3 int NOT NULL DEFAULT 0, assist_grade2 int NOT NULL DEFAULT 0,
        assist_grade1 int NOT NULL DEFAULT 0, tickets int NOT NULL DEFAULT 0, must_sign int NOT NULL DEFAULT 0,
        signed_on_time int NOT NULL DEFAULT 0, must_contact int NOT NULL DEFAULT 0,
        contacted_on_time int NOT NULL DEFAULT 0, must_reply int NOT NULL DEFAULT 0,
        replied_on_time int NOT NULL DEFAULT 0, assignments int NOT NULL DEFAULT 0,
        returns int NOT NULL DEFAULT 0, dispatched int NOT NULL DEFAULT 0, first_right int NOT NULL DEFAULT 0,
        closed int NOT NULL DEFAULT 0, redone int NOT NULL DEFAULT 0, falsely_closed int NOT NULL DEFAULT 0,
        must_call int NOT NULL DEFAULT 0, called int NOT NULL DEFAULT 0, bad_reviews int NOT NULL DEFAULT 0,
        rectified int NOT NULL DEFAULT 0,
        PRIMARY KEY (basis, day, unit_id)
      ) WITH (fillfactor = 70);

      CREATE TABLE figure_delta (LIKE figure INCLUDING DEFAULTS);
      ALTER TABLE figure_delta ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
