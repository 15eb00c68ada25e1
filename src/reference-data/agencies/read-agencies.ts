import Papa from 'papaparse';
import type { AgencyFacts } from '../../domain/agencies/plan-import';
import { decodeText, type TextEncodingName } from './decode';

export type RefusalCode =
  | 'columns' // not as many fields as the header names, or quotes that do not match
  | 'name_missing'
  | 'oid_invalid'
  | 'oid_repeated' // an earlier line has the same OID; that one counts
  | 'too_long' // more than 255 characters in one field
  | 'control_character';

export interface RefusedRow {
  /** Line of the file where the row begins, from 1; the header is line 1. */
  readonly line: number;
  readonly code: RefusalCode;
  readonly name: string;
  readonly oid: string;
}

export interface AgencyFile {
  readonly encoding: TextEncodingName;
  readonly rows: readonly AgencyFacts[];
  readonly refused: readonly RefusedRow[];
}

export type FileRefusal = 'encoding' | 'header';

/** The whole file cannot be read; nothing was changed. */
export class AgencyFileError extends Error {
  constructor(readonly code: FileRefusal) {
    super(`agencies.${code}`);
  }
}

const COLUMNS = { name: '機關名稱', oid: 'OID', telephone: '電話', address: '地址', dn: 'DN' };
const MAX_FIELD_CHARACTERS = 255;
/** ITU-T X.660: the first arc is 0 to 2, no leading zeros; the longest in use has 11 arcs. */
const OID = /^[0-2](\.(0|[1-9]\d{0,9})){2,30}$/;

/** Control characters, replacement character. */
const UNREADABLE = /[\u0000-\u001f\u007f\ufffd]/;

/**
 * Reads the government's OID list: columns 機關名稱, OID, 電話, 地址, DN in any order, of which
 * the first two are required.
 *
 * @throws {AgencyFileError} where it is no such list at all.
 */
export function readAgencies(bytes: Uint8Array): AgencyFile {
  const decoded = decodeText(bytes);
  if (!decoded) throw new AgencyFileError('encoding');
  const [header, ...lines] = splitRows(decoded.text);
  const column = new Map(header?.fields.map((field, index) => [field.trim(), index]));
  if (!column.has(COLUMNS.name) || !column.has(COLUMNS.oid)) throw new AgencyFileError('header');
  const rows = new Map<string, AgencyFacts>();
  const refused: RefusedRow[] = [];
  for (const row of lines) {
    const facts = toFacts(row.fields, column);
    const code = refusal(row, column.size, facts, rows);
    if (code) refused.push({ line: row.line, code, name: facts.name, oid: facts.oid });
    else rows.set(facts.oid, facts);
  }
  return { encoding: decoded.encoding, rows: [...rows.values()], refused };
}

interface Row {
  readonly line: number;
  readonly fields: readonly string[];
  readonly broken: boolean;
}

/** Rows with the line they begin on; a quoted field may hold line breaks. */
function splitRows(text: string): Row[] {
  const rows: Row[] = [];
  let from = 0;
  let line = 1;
  Papa.parse<string[]>(text, {
    skipEmptyLines: false,
    step: ({ data, errors, meta }) => {
      const broken = errors.some(({ type }) => type === 'Quotes');
      if (data.some((field) => field.trim() !== '')) rows.push({ line, fields: data, broken });
      line += text.slice(from, meta.cursor).split('\n').length - 1;
      from = meta.cursor;
    },
  });
  return rows;
}

function toFacts(fields: readonly string[], column: ReadonlyMap<string, number>): AgencyFacts {
  const value = (name: string): string =>
    (fields[column.get(name) ?? -1] ?? '').replace(/\s+/g, ' ').trim();
  return {
    oid: value(COLUMNS.oid),
    name: value(COLUMNS.name).normalize('NFC'),
    telephone: value(COLUMNS.telephone) || null,
    address: value(COLUMNS.address) || null,
    dn: value(COLUMNS.dn) || null,
  };
}

function refusal(
  row: Row,
  columns: number,
  facts: AgencyFacts,
  earlier: ReadonlyMap<string, unknown>,
): RefusalCode | null {
  if (row.broken || row.fields.length !== columns) return 'columns';
  const values = Object.values(facts).filter((value): value is string => value !== null);
  if (values.some((value) => value.length > MAX_FIELD_CHARACTERS)) return 'too_long';
  if (values.some((value) => UNREADABLE.test(value))) return 'control_character';
  if (facts.name === '') return 'name_missing';
  if (!OID.test(facts.oid)) return 'oid_invalid';
  return earlier.has(facts.oid) ? 'oid_repeated' : null;
}
