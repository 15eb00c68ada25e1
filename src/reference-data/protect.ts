import type { Core } from '@strapi/strapi';

/** Unique where Strapi's schema cannot say so; a published page has two rows. */
const INDEXES = [
  'CREATE UNIQUE INDEX IF NOT EXISTS tags_facet_code_once ON tags (facet, code)',
  'CREATE UNIQUE INDEX IF NOT EXISTS agencies_oid_once ON agencies (oid)',
  'CREATE UNIQUE INDEX IF NOT EXISTS licences_code_once ON licences (code)',
  'CREATE UNIQUE INDEX IF NOT EXISTS themes_code_once ON themes (code)',
  'CREATE UNIQUE INDEX IF NOT EXISTS hot_keywords_word_once ON hot_keywords (word)',
  `CREATE UNIQUE INDEX IF NOT EXISTS pages_slug_once
     ON pages (slug, (published_at IS NULL))`,
  'CREATE INDEX IF NOT EXISTS agencies_parent ON agencies (parent_id)',
  'CREATE INDEX IF NOT EXISTS agencies_successor ON agencies (successor_id)',
  // Small: few agencies have had another OID. Each row of an import asks it.
  'DROP INDEX IF EXISTS agencies_former_oids',
  'CREATE INDEX IF NOT EXISTS agencies_renumbered ON agencies (id) WHERE former_oids IS NOT NULL',
] as const;

/**
 * The first table with a row that points at `row_id` of `target`, through any foreign key there
 * is, also of tables made later; null when nothing does.
 */
const USED_BY = `
CREATE OR REPLACE FUNCTION reference_used_by(target regclass, row_id integer) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  key record;
  found boolean;
BEGIN
  FOR key IN
    SELECT c.conrelid::regclass AS source, a.attname AS field
    FROM pg_constraint c
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = target AND cardinality(c.conkey) = 1
      -- A record's own links go with it; only those of others are a use of it.
      AND NOT (c.conrelid::regclass::text LIKE target::text || '\\_%\\_lnk')
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %s WHERE %I = $1)', key.source, key.field)
      INTO found USING row_id;
    IF found THEN RETURN key.source::text; END IF;
  END LOOP;
  RETURN NULL;
END $$`;

/** Strapi's foreign keys would silently empty the fields of the records that use it. */
const REFUSE_DELETE_IN_USE = `
CREATE OR REPLACE FUNCTION reference_refuse_delete_in_use() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF reference_used_by(TG_RELID, OLD.id) IS NOT NULL THEN
    RAISE EXCEPTION 'reference.in_use' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN OLD;
END $$`;

/** Arguments: the columns that stay as they were created. */
const KEEP_FIXED = `
CREATE OR REPLACE FUNCTION reference_keep_fixed() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  field text;
BEGIN
  FOREACH field IN ARRAY TG_ARGV LOOP
    IF to_jsonb(NEW) -> field IS DISTINCT FROM to_jsonb(OLD) -> field THEN
      RAISE EXCEPTION 'reference.code_fixed'
        USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, COLUMN = field;
    END IF;
  END LOOP;
  RETURN NEW;
END $$`;

/**
 * `textHash` is always the SHA-256 (hex) of the UTF-8 bytes of Chinese text, one line feed,
 * English text, each empty when missing; null while there is no text at all.
 */
const HASH_LICENCE_TEXT = `
CREATE OR REPLACE FUNCTION reference_hash_licence_text() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.text_hash := CASE
    WHEN coalesce(NEW.text_zh, '') = '' AND coalesce(NEW.text_en, '') = '' THEN NULL
    ELSE encode(sha256(convert_to(
      coalesce(NEW.text_zh, '') || E'\\n' || coalesce(NEW.text_en, ''), 'UTF8')), 'hex')
  END;
  RETURN NEW;
END $$`;

/**
 * What people have agreed to does not change under them: once a licence has a text and datasets or
 * members' acceptances refer to it, its text, version and openness stay. A changed text is a new licence.
 */
const KEEP_LICENCE = `
CREATE OR REPLACE FUNCTION reference_keep_licence() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.text_hash IS NOT NULL AND reference_licence_used(OLD.id, OLD.code) AND (
    coalesce(NEW.text_zh, '') <> coalesce(OLD.text_zh, '')
    OR coalesce(NEW.text_en, '') <> coalesce(OLD.text_en, '')
    OR NEW.version <> OLD.version OR coalesce(NEW.open, false) <> coalesce(OLD.open, false))
  THEN
    RAISE EXCEPTION 'reference.text_fixed'
      USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, COLUMN = 'text_zh';
  END IF;
  RETURN NEW;
END $$`;

const LICENCE_USED = `
CREATE OR REPLACE FUNCTION reference_licence_used(licence integer, licence_code text) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN reference_used_by('licences'::regclass, licence) IS NOT NULL
    OR EXISTS (SELECT FROM corpus_access_applications a WHERE a.licence_code = $2);
END $$`;

/** A renamed agency remembers what it was called until when (date in Asia/Taipei). */
const REMEMBER_NAME = `
CREATE OR REPLACE FUNCTION reference_remember_name() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.name IS DISTINCT FROM OLD.name
     AND NEW.former_names IS NOT DISTINCT FROM OLD.former_names THEN
    NEW.former_names := coalesce(OLD.former_names::jsonb, '[]'::jsonb) || jsonb_build_object(
      'name', OLD.name, 'until', to_char(now() AT TIME ZONE 'Asia/Taipei', 'YYYY-MM-DD'));
  END IF;
  RETURN NEW;
END $$`;

/**
 * An agency may get another OID; it remembers the one before and until when (date in Asia/Taipei).
 * An OID means one agency for ever: none may take what another has had. Without sequential scans, as a
 * plan made while the table was nearly empty would read all of it for each row of an import.
 */
const REMEMBER_OID = `
CREATE OR REPLACE FUNCTION reference_remember_oid() RETURNS trigger
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  taken jsonb := jsonb_build_array(jsonb_build_object('oid', NEW.oid));
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.oid IS DISTINCT FROM OLD.oid
     AND NEW.former_oids IS NOT DISTINCT FROM OLD.former_oids THEN
    NEW.former_oids := coalesce(OLD.former_oids::jsonb, '[]'::jsonb) || jsonb_build_object(
      'oid', OLD.oid, 'until', to_char(now() AT TIME ZONE 'Asia/Taipei', 'YYYY-MM-DD'));
  END IF;
  IF EXISTS (SELECT FROM agencies other WHERE other.former_oids IS NOT NULL
             AND other.id <> NEW.id AND other.former_oids @> taken) THEN
    RAISE EXCEPTION 'reference.code_taken'
      USING ERRCODE = 'unique_violation', TABLE = TG_TABLE_NAME, COLUMN = 'oid';
  END IF;
  RETURN NEW;
END $$`;

/** Scope follows parents and successors: neither chain may come back to where it began. */
const REFUSE_CYCLE = `
CREATE OR REPLACE FUNCTION reference_refuse_cycle() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    WITH RECURSIVE up(id) AS (
      SELECT NEW.parent_id UNION
      SELECT a.parent_id FROM agencies a JOIN up ON a.id = up.id
    ) SELECT 1 FROM up WHERE id = NEW.id
  ) OR EXISTS (
    WITH RECURSIVE on_to(id) AS (
      SELECT NEW.successor_id UNION
      SELECT a.successor_id FROM agencies a JOIN on_to ON a.id = on_to.id
    ) SELECT 1 FROM on_to WHERE id = NEW.id
  ) THEN
    RAISE EXCEPTION 'reference.cycle'
      USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$`;

const TRIGGERS = [
  ...['tags', 'licences', 'agencies'].map(
    (table) => `CREATE OR REPLACE TRIGGER reference_in_use BEFORE DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION reference_refuse_delete_in_use()`,
  ),
  ...[
    ['tags', 'facet', 'code'],
    ['licences', 'code'],
  ].map(
    ([table, ...fields]) => `CREATE OR REPLACE TRIGGER reference_fixed
      BEFORE UPDATE OF ${fields.join(', ')} ON ${table ?? ''}
      FOR EACH ROW EXECUTE FUNCTION reference_keep_fixed(${fields.map((f) => `'${f}'`).join(', ')})`,
  ),
  `CREATE OR REPLACE TRIGGER reference_text_hash BEFORE INSERT OR UPDATE ON licences
     FOR EACH ROW EXECUTE FUNCTION reference_hash_licence_text()`,
  `CREATE OR REPLACE TRIGGER reference_kept BEFORE UPDATE ON licences
     FOR EACH ROW EXECUTE FUNCTION reference_keep_licence()`,
  `CREATE OR REPLACE TRIGGER reference_name BEFORE UPDATE OF name ON agencies
     FOR EACH ROW EXECUTE FUNCTION reference_remember_name()`,
  'DROP TRIGGER IF EXISTS reference_fixed ON agencies',
  `CREATE OR REPLACE TRIGGER reference_oid BEFORE INSERT OR UPDATE OF oid ON agencies
     FOR EACH ROW EXECUTE FUNCTION reference_remember_oid()`,
  `CREATE OR REPLACE TRIGGER reference_cycle AFTER UPDATE OF parent_id, successor_id ON agencies
     FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL OR NEW.successor_id IS NOT NULL)
     EXECUTE FUNCTION reference_refuse_cycle()`,
] as const;

/**
 * Puts the rules of the reference data into PostgreSQL, after the schema sync; running it again
 * changes nothing. They hold for every door, plain SQL included.
 */
export async function protectReferenceData({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const functions = [
    USED_BY,
    REFUSE_DELETE_IN_USE,
    KEEP_FIXED,
    HASH_LICENCE_TEXT,
    LICENCE_USED,
    KEEP_LICENCE,
    REMEMBER_NAME,
    REMEMBER_OID,
    REFUSE_CYCLE,
  ];
  await strapi.db.connection.transaction(async (trx) => {
    for (const statement of [...INDEXES, ...functions, ...TRIGGERS]) {
      // knex takes every bare question mark for a placeholder; there is none in these.
      await trx.raw(statement);
    }
  });
}
