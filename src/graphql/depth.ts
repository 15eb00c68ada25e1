import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type DocumentNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** Levels of fields a query may have, the leaves among them. */
export const MAX_DEPTH = 6;

/**
 * Levels of fields of the deepest operation, fragments included. Each fragment is measured once:
 * a chain of fragments that spread the next one twice doubles the work of a plain walk with every
 * link, and 25 links then take half a minute.
 */
export function depthOf(document: DocumentNode): number {
  const known = new Map<string, number>();
  const fragments = new Map<string, SelectionSetNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node.selectionSet);
  }
  const fragmentDepth = (name: string): number => {
    const depth = known.get(name);
    if (depth !== undefined) return depth;
    // Cycles are another rule's business; here they only must end.
    known.set(name, 0);
    const measured = measure(fragments.get(name));
    known.set(name, measured);
    return measured;
  };
  const measure = (set: SelectionSetNode | undefined): number =>
    Math.max(
      0,
      ...(set?.selections ?? []).map((selection) => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return fragmentDepth(selection.name.value);
        if (selection.kind === Kind.INLINE_FRAGMENT) return measure(selection.selectionSet);
        // Introspection is deep by nature and closed in production.
        return selection.name.value.startsWith('__') ? 0 : 1 + measure(selection.selectionSet);
      }),
    );
  return Math.max(
    0,
    ...document.definitions.map((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? measure(node.selectionSet) : 0,
    ),
  );
}

/** Validation rule: refuses a query deeper than MAX_DEPTH. */
export function depthRule(context: ValidationContext): ASTVisitor {
  if (depthOf(context.getDocument()) > MAX_DEPTH) {
    context.reportError(
      new GraphQLError(`The query is nested deeper than ${MAX_DEPTH} levels.`, {
        extensions: { code: 'graphql.too_deep', limit: MAX_DEPTH },
      }),
    );
  }
  return {};
}
