import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * What is attached to tickets. A row is one upload; the bytes lie outside, under their hash, so that equal ones lie there
 * once. An upload belongs to whoever made it until it is attached, and then to the ticket.
 */
export class Files1763600000018 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE TABLE file (
        id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
        sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
        size bigint NOT NULL CHECK (size > 0),
        kind text NOT NULL,
        name_sealed bytea,
        identifying boolean NOT NULL,
        scan text NOT NULL CHECK (scan IN ('unscanned', 'waiting', 'clean', 'refused')),
        scanned_at timestamptz,
        uploaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        uploaded_by int NOT NULL REFERENCES person,
        upload_key text NOT NULL,
        ticket_id bigint REFERENCES ticket,
        assignment_id bigint,
        event_seq int,
        attached_at timestamptz,
        erased_at timestamptz,
        CONSTRAINT file_upload UNIQUE (uploaded_by, upload_key),
        CHECK ((ticket_id IS NULL) = (event_seq IS NULL) AND (ticket_id IS NULL) = (attached_at IS NULL)),
        CHECK (erased_at IS NULL OR name_sealed IS NULL)
      );
      CREATE INDEX file_ticket ON file (ticket_id, id) WHERE ticket_id IS NOT NULL;
      CREATE INDEX file_loose ON file (uploaded_at) WHERE ticket_id IS NULL;
      CREATE INDEX file_content ON file (sha256);
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
