import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Whoever changes what a person may do, ends that person's sessions, sockets included: a role given or taken, another unit,
 * a unit moved or closed, an account disabled, a password changed. Kept here because no caller may forget it.
 */
export class SessionsEnd1763600000005 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE FUNCTION end_sessions_of_roles() RETURNS trigger LANGUAGE plpgsql AS $fn$
      BEGIN
        UPDATE session SET revoked_at = now() WHERE revoked_at IS NULL AND person_id IN (SELECT person_id FROM changed);
        RETURN NULL;
      END $fn$;
      CREATE TRIGGER sessions_end_on_grant AFTER INSERT ON person_role
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION end_sessions_of_roles();
      CREATE TRIGGER sessions_end_on_revoke AFTER DELETE ON person_role
        REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION end_sessions_of_roles();
      CREATE TRIGGER sessions_end_on_role_change AFTER UPDATE ON person_role
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION end_sessions_of_roles();

      CREATE FUNCTION end_sessions_of_person() RETURNS trigger LANGUAGE plpgsql AS $fn$
      BEGIN
        UPDATE session SET revoked_at = now() WHERE person_id = NEW.id AND revoked_at IS NULL;
        RETURN NULL;
      END $fn$;
      CREATE TRIGGER sessions_end_with_person AFTER UPDATE OF unit_id, active, password_changed_at ON person
        FOR EACH ROW WHEN (
          OLD.unit_id IS DISTINCT FROM NEW.unit_id OR OLD.active <> NEW.active
          OR OLD.password_changed_at IS DISTINCT FROM NEW.password_changed_at)
        EXECUTE FUNCTION end_sessions_of_person();

      CREATE FUNCTION end_sessions_of_unit() RETURNS trigger LANGUAGE plpgsql AS $fn$
      BEGIN
        UPDATE session SET revoked_at = now()
        WHERE revoked_at IS NULL AND person_id IN (SELECT id FROM person WHERE unit_id = NEW.id);
        RETURN NULL;
      END $fn$;
      CREATE TRIGGER sessions_end_with_unit AFTER UPDATE OF path, active ON unit
        FOR EACH ROW WHEN (OLD.path <> NEW.path OR OLD.active <> NEW.active)
        EXECUTE FUNCTION end_sessions_of_unit();
    `)
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only')
  }
}
