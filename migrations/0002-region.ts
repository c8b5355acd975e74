import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What differs between cities: places, categories, the dispatch catalogue, clock policies, the calendar. Data, never code. */
export class Region1763600000002 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE TABLE place (
        code text PRIMARY KEY,
        name text NOT NULL,
        parent_code text REFERENCES place,
        unit_id int NOT NULL REFERENCES unit,
        area_kind text NOT NULL CHECK (area_kind IN ('urban','rural','remote')),
        aliases text[] NOT NULL DEFAULT '{}',
        source text,
        active boolean NOT NULL DEFAULT true
      );
      CREATE INDEX place_parent ON place (parent_code);
      CREATE INDEX place_unit ON place (unit_id);

      CREATE TABLE tag (code text PRIMARY KEY, name text NOT NULL UNIQUE);

      CREATE TABLE category (
        code text PRIMARY KEY,
        level smallint NOT NULL CHECK (level BETWEEN 1 AND 3),
        parent_code text REFERENCES category,
        name text NOT NULL,
        unit_id int REFERENCES unit,
        tags text[] NOT NULL DEFAULT '{}',
        life_line boolean NOT NULL DEFAULT false,
        enterprise boolean NOT NULL DEFAULT false,
        active boolean NOT NULL DEFAULT true,
        CHECK ((level = 1) = (parent_code IS NULL)),
        UNIQUE NULLS NOT DISTINCT (parent_code, name)
      );
      CREATE INDEX category_unit ON category (unit_id);

      CREATE TABLE catalogue (
        version int PRIMARY KEY,
        published_at timestamptz NOT NULL DEFAULT now(),
        note text NOT NULL DEFAULT ''
      );
      CREATE TABLE catalogue_entry (
        version int NOT NULL REFERENCES catalogue,
        category_code text NOT NULL REFERENCES category,
        place_code text REFERENCES place,
        unit_id int NOT NULL REFERENCES unit,
        lead text NOT NULL DEFAULT 'industry' CHECK (lead IN ('industry','territory')),
        certain boolean NOT NULL DEFAULT false,
        basis text NOT NULL DEFAULT '',
        CONSTRAINT catalogue_entry_once UNIQUE NULLS NOT DISTINCT (version, category_code, place_code)
      );
      CREATE INDEX catalogue_entry_unit ON catalogue_entry (unit_id);

      CREATE TABLE clock_policy (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        code text NOT NULL,
        version int NOT NULL,
        label text NOT NULL,
        policy jsonb NOT NULL,
        active boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (code, version)
      );
      CREATE UNIQUE INDEX clock_policy_one_active ON clock_policy (active) WHERE active;

      CREATE TABLE calendar_year (
        year smallint PRIMARY KEY,
        published boolean NOT NULL,
        source text NOT NULL DEFAULT ''
      );
      CREATE TABLE calendar_day (
        day date PRIMARY KEY,
        year smallint NOT NULL REFERENCES calendar_year,
        name text NOT NULL,
        off boolean NOT NULL
      );
      CREATE INDEX calendar_day_year ON calendar_day (year);
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
