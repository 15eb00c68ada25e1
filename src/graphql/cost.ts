import { Kind, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql';

/** What one statement of the database is worth, in objects of an answer. */
const STATEMENT = 250;
/** A list inside an object (tags, files) counts for so many. */
const INNER_LIST = 5;
const LEAF = 0.02;
const INNER_LISTS = new Set(['tags', 'files']);
/** Fields that only wrap what their parent has counted. */
const WRAPPERS = new Set(['nodes', 'pageInfo', 'facets']);

type Variables = Readonly<Record<string, unknown>>;

/**
 * Estimates what a query costs before it runs: objects it may answer, plus the price of a statement
 * for each field of the root. Fragments are weighed once, so that nesting them costs no time here.
 */
export function costOf(document: DocumentNode, variables: Variables): number {
  const weights = new Map<string, number>();
  const weigh = (set: SelectionSetNode | undefined): number => {
    let sum = 0;
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const inner = weigh(selection.selectionSet);
        sum += selection.selectionSet
          ? inner * multiplierOf(selection.name.value) +
            (WRAPPERS.has(selection.name.value) ? 0 : 1)
          : LEAF;
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        sum += weigh(selection.selectionSet);
      } else {
        sum += weightOfFragment(selection.name.value);
      }
    }
    return sum;
  };
  const weightOfFragment = (name: string): number => {
    const known = weights.get(name);
    if (known !== undefined) return known;
    // Cycles are refused before this runs; the entry keeps them harmless all the same.
    weights.set(name, 0);
    const fragment = document.definitions.find(
      (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name,
    );
    const weight = fragment?.kind === Kind.FRAGMENT_DEFINITION ? weigh(fragment.selectionSet) : 0;
    weights.set(name, weight);
    return weight;
  };
  return rootsOf(document).reduce(
    (sum, field) => sum + STATEMENT + rowsOf(field, variables) * weigh(field.selectionSet),
    0,
  );
}

const multiplierOf = (name: string): number => (INNER_LISTS.has(name) ? INNER_LIST : 1);

/** Fields of the query itself, also those that come by fragments, as often as they are spread. */
function rootsOf(document: DocumentNode): FieldNode[] {
  const roots: FieldNode[] = [];
  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (roots.length > 1000) return;
      if (selection.kind === Kind.FIELD) roots.push(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else {
        const fragment = document.definitions.find(
          (node) =>
            node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value,
        );
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) collect(fragment.selectionSet);
      }
    }
  };
  for (const node of document.definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION) collect(node.selectionSet);
  }
  return roots.filter((field) => !field.name.value.startsWith('__'));
}

const DEFAULT_ROWS = 25;
const MOST_ROWS = 100;
const SINGLE = new Set(['dataset', 'page', 'corpusStatistics']);
const TAXONOMY = new Set(['tags', 'themes', 'licences']);

/** Rows this field may answer: its page size, wherever that is given; the most where unsure. */
function rowsOf(field: FieldNode, variables: Variables): number {
  if (SINGLE.has(field.name.value)) return 1;
  const sizes = (field.arguments ?? []).flatMap(({ name, value: node }) => {
    const value = valueOf(node, variables);
    if (['pageSize', 'limit'].includes(name.value)) return [value];
    if (name.value !== 'pagination') return [];
    if (typeof value !== 'object' || value === null) return [undefined];
    const { pageSize, limit } = value as { pageSize?: unknown; limit?: unknown };
    return 'pageSize' in value || 'limit' in value ? [pageSize ?? limit] : [];
  });
  if (sizes.length === 0) return TAXONOMY.has(field.name.value) ? MOST_ROWS : DEFAULT_ROWS;
  return Math.max(
    ...sizes.map((size) =>
      typeof size === 'number' && size >= 0 ? Math.min(size, MOST_ROWS) : MOST_ROWS,
    ),
  );
}

function valueOf(
  node: NonNullable<FieldNode['arguments']>[number]['value'],
  variables: Variables,
): unknown {
  if (node.kind === Kind.VARIABLE) return variables[node.name.value];
  if (node.kind === Kind.INT) return Number(node.value);
  if (node.kind === Kind.OBJECT) {
    return Object.fromEntries(
      node.fields.map((field) => [field.name.value, valueOf(field.value, variables)]),
    );
  }
  return undefined;
}
