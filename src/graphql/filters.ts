import type { Resource } from '../public/query/resource';

/**
 * GraphQL's filters in the form REST takes them: `{ name: { containsi: "x" } }` becomes
 * `{ name: { $containsi: "x" } }`. Names of attributes stay, everything else is an operator; what
 * is allowed is decided where REST's are read.
 */
export function toRestFilters(filters: unknown, resource: Resource): unknown {
  return walk(
    filters,
    new Set([...Object.keys(resource.attributes), ...Object.keys(resource.relations)]),
    resource,
  );
}

const GROUPS = new Set(['and', 'or', 'not']);

function walk(value: unknown, names: ReadonlySet<string>, resource: Resource): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, names, resource));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (GROUPS.has(key)) return [`$${key}`, walk(item, names, resource)];
      if (!names.has(key)) return [`$${key}`, walk(item, new Set(), resource)];
      const relation = resource.relations[key];
      const inner = relation ? new Set(Object.keys(relation.attributes)) : new Set<string>();
      return [key, walk(item, inner, resource)];
    }),
  );
}
