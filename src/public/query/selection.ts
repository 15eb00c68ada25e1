import type { Resource } from './resource';
import { badQuery, isDictionary, type Dictionary } from './errors';
import { readText } from './values';

/** Which keys of an answer were asked for; null shows all of them. */
export interface Selection {
  readonly fields: ReadonlySet<string> | null;
  /** Relation → the keys to show of it. */
  readonly populated: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What is answered where nothing is chosen. */
export const EVERYTHING: Selection = { fields: null, populated: new Map() };

/**
 * `fields` and `populate`. Relations are part of every answer already, so that populating chooses
 * at most which of their public keys are shown; a name that is not public is refused.
 */
export function readSelection(resource: Resource, query: Dictionary): Selection {
  const fields = readFields(resource, query.fields);
  const populated = readPopulate(resource, query.populate);
  return fields === null && populated.size === 0 ? EVERYTHING : { fields, populated };
}

function names(value: unknown, path: string): string[] {
  if (value === undefined || value === null || value === '') return [];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length > 60) throw badQuery('query.too_large', path, { limit: 60 });
  return list.flatMap((item) =>
    readText(item, path)
      .split(',')
      .map((name) => name.trim()),
  );
}

function readFields(resource: Resource, value: unknown): ReadonlySet<string> | null {
  const wanted = names(value, 'fields');
  if (wanted.length === 0 || wanted.includes('*')) return null;
  for (const name of wanted) {
    if (!Object.hasOwn(resource.attributes, name)) {
      throw badQuery('query.unknown_field', `fields.${name.slice(0, 80)}`);
    }
  }
  return new Set(wanted);
}

function readPopulate(resource: Resource, value: unknown): Map<string, ReadonlySet<string>> {
  const chosen = new Map<string, ReadonlySet<string>>();
  if (!isDictionary(value)) {
    for (const name of names(value, 'populate')) {
      if (name !== '*' && name !== 'true') checkEmbedded(resource, name);
    }
    return chosen;
  }
  for (const [name, wish] of Object.entries(value)) {
    if (/^\d+$/.test(name)) {
      names(wish, 'populate').forEach((item) => checkEmbedded(resource, item));
      continue;
    }
    checkEmbedded(resource, name);
    const keys = relationKeys(resource, name, wish);
    if (keys) chosen.set(name, keys);
  }
  return chosen;
}

function checkEmbedded(resource: Resource, name: string): void {
  if (!resource.embedded.includes(name)) {
    throw badQuery('query.unknown_field', `populate.${name.slice(0, 80)}`);
  }
}

function relationKeys(resource: Resource, name: string, wish: unknown): Set<string> | null {
  const path = `populate.${name}`;
  if (!isDictionary(wish)) {
    if (!['true', '*', '1', ''].includes(readText(wish, path)))
      throw badQuery('query.invalid_value', path);
    return null;
  }
  for (const key of Object.keys(wish)) {
    if (key !== 'fields' && key !== 'populate') {
      throw badQuery('query.unknown_parameter', `${path}.${key.slice(0, 80)}`);
    }
  }
  // What is below a relation is public or not there at all: there is nothing more to show.
  for (const below of names(wish.populate, `${path}.populate`)) {
    if (below !== '*' && below !== 'true') {
      throw badQuery('query.unknown_field', `${path}.populate.${below.slice(0, 80)}`);
    }
  }
  const keys = names(wish.fields, `${path}.fields`);
  if (keys.length === 0 || keys.includes('*')) return null;
  const known = resource.relations[name]?.attributes ?? {};
  for (const key of keys) {
    if (!Object.hasOwn(known, key)) {
      throw badQuery('query.unknown_field', `${path}.fields.${key.slice(0, 80)}`);
    }
  }
  return new Set([...keys, 'documentId']);
}

/** The answer's JSON with only what was asked for; the text as it is where that is everything. */
export function applySelection(resource: Resource, selection: Selection, body: string): string {
  if (selection === EVERYTHING) return body;
  const item = JSON.parse(body) as Record<string, unknown>;
  const shown = Object.entries(item).filter(
    ([key]) =>
      selection.fields === null ||
      selection.fields.has(key) ||
      ['id', 'documentId', ...resource.embedded].includes(key),
  );
  return JSON.stringify(
    Object.fromEntries(
      shown.map(([key, value]) => [key, pick(value, selection.populated.get(key))]),
    ),
  );
}

function pick(value: unknown, keys: ReadonlySet<string> | undefined): unknown {
  if (!keys || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => pick(item, keys));
  return Object.fromEntries(Object.entries(value as object).filter(([key]) => keys.has(key)));
}
