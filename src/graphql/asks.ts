import { Kind, type GraphQLResolveInfo, type SelectionNode } from 'graphql';

/** Whether the query selects this field below the present one, also through fragments. */
export function asks(info: GraphQLResolveInfo, field: string): boolean {
  const seen = new Set<string>();
  const within = (selections: readonly SelectionNode[]): boolean =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === field;
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet.selections);
      const name = selection.name.value;
      if (seen.has(name)) return false;
      seen.add(name);
      return within(info.fragments[name]?.selectionSet.selections ?? []);
    });
  return info.fieldNodes.some((node) => within(node.selectionSet?.selections ?? []));
}
