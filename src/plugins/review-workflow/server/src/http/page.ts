/** A list in Strapi's shape. */
export function pageOf<T>(
  { rows, total }: { readonly rows: readonly T[]; readonly total: number },
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
) {
  const pageCount = Math.ceil(total / pageSize);
  return { data: rows, meta: { pagination: { page, pageSize, pageCount, total } } };
}
