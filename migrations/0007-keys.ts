import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Every table has a key, so that a row can be named and followed by a standby; every way back to a ticket has an index. */
export class Keys1763600000007 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      ALTER TABLE catalogue_entry ADD COLUMN id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
      CREATE INDEX reply_assignment ON reply (assignment_id, round);
      CREATE INDEX assignment_parent ON assignment (parent_id) WHERE parent_id IS NOT NULL;
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
