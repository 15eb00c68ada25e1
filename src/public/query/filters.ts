import type { Attribute, Relation, Resource } from './resource';
import { badQuery, isDictionary } from './errors';
import { OPERATORS, type AddParameter } from './operators';

const MAX_DEPTH = 8;
const MAX_CONDITIONS = 40;

interface Place {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly relations: Readonly<Record<string, Relation>>;
}

interface Walk {
  readonly add: AddParameter;
  /** Conditions still allowed in this request. */
  left: number;
}

/**
 * Turns `filters` into a condition over the resource's row; every name is looked up in the
 * resource's own lists, every value is a parameter.
 *
 * @throws DomainError query.unknown_field, query.unknown_operator, query.invalid_value, query.too_large
 */
export function filtersToSql(resource: Resource, filters: unknown, add: AddParameter): string {
  if (filters === undefined || filters === '' || filters === null) return 'true';
  return group(
    resource,
    { value: filters, path: 'filters', depth: 0 },
    { add, left: MAX_CONDITIONS },
  );
}

interface Node {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

function inside(node: Node, key: string, value: unknown): Node {
  return { value, path: `${node.path}.${key}`, depth: node.depth + 1 };
}

function group(place: Place, node: Node, walk: Walk): string {
  if (node.depth > MAX_DEPTH) throw badQuery('query.too_large', node.path, { limit: MAX_DEPTH });
  if (Array.isArray(node.value)) return alternatives(place, node, walk, ' and ');
  if (!isDictionary(node.value)) throw badQuery('query.invalid_value', node.path);
  const parts = Object.entries(node.value).map(([key, value]) =>
    entry(place, key, inside(node, key, value), walk),
  );
  return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`;
}

function entry(place: Place, key: string, node: Node, walk: Walk): string {
  if (key === '$and') return alternatives(place, node, walk, ' and ');
  if (key === '$or') return alternatives(place, node, walk, ' or ');
  if (key === '$not') return `not coalesce(${group(place, node, walk)}, false)`;
  if (Object.hasOwn(place.relations, key)) {
    const relation = place.relations[key] as Relation;
    return relation.where(group({ attributes: relation.attributes, relations: {} }, node, walk));
  }
  const attribute = Object.hasOwn(place.attributes, key) ? place.attributes[key] : undefined;
  if (!attribute || attribute.comparable === false) {
    throw badQuery('query.unknown_field', node.path);
  }
  return comparisons(attribute, node, walk);
}

/** `$or: [ … ]`, also as the object with numbered keys that long lists are parsed into. */
function alternatives(place: Place, node: Node, walk: Walk, word: string): string {
  if (typeof node.value !== 'object' || node.value === null) {
    throw badQuery('query.invalid_value', node.path);
  }
  const items = Object.entries(node.value as Record<string, unknown>);
  if (items.length === 0) return 'true';
  return `(${items.map(([key, item]) => group(place, inside(node, key, item), walk)).join(word)})`;
}

function comparisons(attribute: Attribute, node: Node, walk: Walk): string {
  if (node.depth > MAX_DEPTH) throw badQuery('query.too_large', node.path, { limit: MAX_DEPTH });
  walk.left -= 1;
  if (walk.left < 0) throw badQuery('query.too_large', 'filters', { limit: MAX_CONDITIONS });
  const { add } = walk;
  if (Array.isArray(node.value))
    return use('$in', { attribute, value: node.value, path: node.path, add });
  if (!isDictionary(node.value))
    return use('$eq', { attribute, value: node.value, path: node.path, add });
  const entries = Object.entries(node.value);
  if (entries.length === 0) throw badQuery('query.invalid_value', node.path);
  return entries
    .map(([operator, value]) => {
      const place = inside(node, operator, value);
      if (operator === '$not') return `not coalesce(${comparisons(attribute, place, walk)}, false)`;
      return use(operator, { attribute, value, path: place.path, add });
    })
    .join(' and ');
}

function use(
  name: string,
  comparison: { attribute: Attribute; value: unknown; path: string; add: AddParameter },
): string {
  const operator = OPERATORS.get(name);
  if (!operator) throw badQuery('query.unknown_operator', comparison.path);
  return `(${operator(comparison)})`;
}
