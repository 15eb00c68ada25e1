import type { Resource } from './resource';
import { badQuery, isDictionary } from './errors';
import { readText } from './values';

const MAX_SORTS = 5;

/** ORDER BY of a request: `name:asc,agency.name:desc`, lists of these, or objects. */
export function sortToSql(resource: Resource, sort: unknown): string {
  const wishes = readWishes(sort, 'sort');
  if (wishes.length > MAX_SORTS) throw badQuery('query.too_large', 'sort', { limit: MAX_SORTS });
  const parts = wishes.map(({ name, direction }) => {
    if (!/^(asc|desc)$/i.test(direction)) throw badQuery('query.invalid_value', `sort.${name}`);
    return `${expressionOf(resource, name)} ${direction.toLowerCase()} nulls last`;
  });
  return [...parts, resource.order].join(', ');
}

interface Wish {
  readonly name: string;
  readonly direction: string;
}

function readWishes(sort: unknown, path: string): Wish[] {
  if (sort === undefined || sort === null || sort === '') return [];
  if (Array.isArray(sort)) {
    if (sort.length > MAX_SORTS) throw badQuery('query.too_large', path, { limit: MAX_SORTS });
    return sort.flatMap((item, index) => readWishes(item, `${path}.${index}`));
  }
  if (isDictionary(sort)) {
    return Object.entries(sort).flatMap(([name, direction]) =>
      isDictionary(direction)
        ? readWishes(direction, `${path}.${name}`).map((w) => ({ ...w, name: `${name}.${w.name}` }))
        : [{ name, direction: readText(direction, `${path}.${name}`) }],
    );
  }
  return readText(sort, path)
    .split(',')
    .map((part) => {
      const [name = '', direction = 'asc'] = part.trim().split(':');
      return { name, direction };
    });
}

function expressionOf(resource: Resource, name: string): string {
  const [first = '', second, ...rest] = name.split('.');
  if (second === undefined) {
    const attribute = Object.hasOwn(resource.attributes, first)
      ? resource.attributes[first]
      : undefined;
    if (attribute && attribute.comparable !== false) return attribute.sql;
  } else if (rest.length === 0 && Object.hasOwn(resource.relations, first)) {
    const relation = resource.relations[first];
    const attribute =
      relation && Object.hasOwn(relation.attributes, second)
        ? relation.attributes[second]
        : undefined;
    if (relation?.sortable && attribute && attribute.comparable !== false) {
      return relation.sortable(attribute.sql);
    }
  }
  throw badQuery('query.unknown_field', `sort.${name.slice(0, 80)}`);
}
