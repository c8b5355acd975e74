import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Calls that end as a three-way call, handed over or declined; and the false closures (假闭环), each with the ticket that
 * had been closed too early. An earlier one is found by requester and category among the closed alone.
 */
export class Outcomes1763600000009 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      DO $$
      DECLARE name text;
      BEGIN
        FOR name IN SELECT conname FROM pg_constraint
          WHERE conrelid = 'ticket'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%outcome%'
        LOOP EXECUTE format('ALTER TABLE ticket DROP CONSTRAINT %I', name);
        END LOOP;
      END $$;
      ALTER TABLE ticket
        ADD CONSTRAINT ticket_outcome_check CHECK (outcome IN ('register','answer','threeWay','handOver','decline')),
        ADD CONSTRAINT ticket_answered CHECK (outcome NOT IN ('answer','threeWay') OR answer IS NOT NULL);
      CREATE INDEX ticket_closed_lately ON ticket (requester_id, category_code, closed_at) WHERE closed_at IS NOT NULL;

      CREATE TABLE false_closure (
        ticket_id bigint PRIMARY KEY REFERENCES ticket,
        earlier_ticket_id bigint NOT NULL REFERENCES ticket,
        at timestamptz NOT NULL,
        CHECK (ticket_id <> earlier_ticket_id)
      );
      CREATE INDEX false_closure_earlier ON false_closure (earlier_ticket_id);
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
