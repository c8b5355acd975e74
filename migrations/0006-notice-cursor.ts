import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Notices travel live by the same commit-safe cursor as events: the writing transaction, then the id. */
export class NoticeCursor1763600000006 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      ALTER TABLE notice ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
      CREATE INDEX notice_cursor ON notice (xid, id);
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
