import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Tickets that belong together: merged into one another (并单), split into parts (拆分), linked (关联). What stood when a
 * ticket was merged or split is kept in a row, so that it can be taken back. And the days on which somebody must look again:
 * plans that were promised, reminders of each day once, the rungs of escalation, the yearly numbers of letters.
 */
export class Merges1763600000014 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      ALTER TABLE ticket
        ADD still text CHECK (still IN ('merged','split')),
        ADD merged_into bigint REFERENCES ticket,
        ADD part_of bigint REFERENCES ticket,
        ADD closing text,
        ADD planned_on date,
        ADD escalation smallint NOT NULL DEFAULT 0 CHECK (escalation BETWEEN 0 AND 3),
        ADD CHECK ((still IS NOT DISTINCT FROM 'merged') = (merged_into IS NOT NULL)),
        ADD CHECK (merged_into <> id AND part_of <> id),
        DROP CONSTRAINT ticket_number_check,
        ADD CONSTRAINT ticket_number_check CHECK (number ~ '^[0-9]{12}[A-Z]?$');
      CREATE INDEX ticket_merged ON ticket (merged_into) WHERE merged_into IS NOT NULL;
      CREATE INDEX ticket_parts ON ticket (part_of) WHERE part_of IS NOT NULL;
      CREATE INDEX ticket_planned ON ticket (planned_on, id) WHERE planned_on IS NOT NULL;
      CREATE INDEX ticket_alike ON ticket (category_code, place_code, id DESC) WHERE state IN ('registered','handling');
      CREATE INDEX ticket_escalated ON ticket (due_at, id) WHERE escalation > 0 AND state = 'handling';
      DROP INDEX ticket_open;
      CREATE INDEX ticket_open ON ticket (state, due_at, id)
        WHERE state IN ('registered','handling','callback') AND (still IS NULL OR state = 'callback');

      CREATE TABLE standstill (
        ticket_id bigint NOT NULL REFERENCES ticket,
        at timestamptz NOT NULL,
        person_id int NOT NULL REFERENCES person,
        kind text NOT NULL CHECK (kind IN ('merged','split')),
        into_id bigint REFERENCES ticket,
        state text NOT NULL CHECK (state IN ('registered','handling')),
        standing jsonb NOT NULL,
        ended_at timestamptz,
        PRIMARY KEY (ticket_id, at),
        CHECK ((kind = 'merged') = (into_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX standstill_one_open ON standstill (ticket_id) WHERE ended_at IS NULL;
      CREATE INDEX standstill_into ON standstill (into_id) WHERE into_id IS NOT NULL;

      CREATE TABLE ticket_link (
        ticket_id bigint NOT NULL REFERENCES ticket,
        other_id bigint NOT NULL REFERENCES ticket,
        reason text NOT NULL,
        at timestamptz NOT NULL,
        person_id int NOT NULL REFERENCES person,
        PRIMARY KEY (ticket_id, other_id),
        CHECK (ticket_id <> other_id)
      );
      CREATE INDEX ticket_link_other ON ticket_link (other_id);

      CREATE TABLE letter_year (
        year smallint PRIMARY KEY,
        last int NOT NULL CHECK (last > 0)
      );
      INSERT INTO letter_year
        SELECT substring(letter_number from '〔(\\d{4})〕')::smallint, max(substring(letter_number from '〕(\\d+)号')::int)
        FROM supervision WHERE letter_number ~ '〔\\d{4}〕[1-9]\\d*号' GROUP BY 1;

      CREATE TABLE day_reminder (
        ticket_id bigint NOT NULL REFERENCES ticket,
        what text NOT NULL CHECK (what IN ('shelved','difficult','planned')),
        day date NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (ticket_id, what, day)
      );

      ALTER TABLE supervision DROP CONSTRAINT supervision_mode_check,
        ADD CONSTRAINT supervision_mode_check CHECK (mode IN ('phone','written','onSite','instruction','whistle')),
        ADD from_unit_id int REFERENCES unit,
        ADD CHECK ((mode = 'whistle') = (from_unit_id IS NOT NULL));
      ALTER TABLE request ADD told_way text, ADD told_on date;
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
