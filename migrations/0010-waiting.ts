import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What waits for a decision, oldest first: ids come in blocks and do not tell the age of a request. What is difficult is
 * listed while it is open, however many difficult tickets were closed over the years.
 */
export class Waiting1763600000010 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      DROP INDEX request_open;
      CREATE INDEX request_open ON request (kind, step, asked_at, id) WHERE state = 'open';
      DROP INDEX supervision_unit;
      CREATE INDEX supervision_unit ON supervision (unit_id, answer_by, id) INCLUDE (ticket_id) WHERE closed_at IS NULL;
      DROP INDEX ticket_difficult;
      CREATE INDEX ticket_difficult ON ticket (check_on, id)
        WHERE difficult AND state IN ('registered','handling','callback');
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
