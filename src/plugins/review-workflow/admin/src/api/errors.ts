/** A refusal of the service, as Strapi's base query hands it on. */
export interface Refusal {
  readonly status: number | null;
  /** Our stable code, such as `review.stale_version`; null for anything else. */
  readonly code: string | null;
  readonly message: string;
  /** By field's path, each with its sentence. */
  readonly fields: readonly { readonly path: string; readonly message: string }[];
}

interface Details {
  readonly code?: unknown;
  readonly path?: unknown;
  readonly errors?: unknown;
}

/** Reads whatever a query or mutation failed with. */
export function refusalOf(error: unknown): Refusal {
  const given = asRecord(error);
  const details = asRecord(given.details) as Details;
  const message = typeof given.message === 'string' ? given.message : '';
  return {
    status: typeof given.status === 'number' ? given.status : null,
    code: typeof details.code === 'string' ? details.code : null,
    message,
    fields: fieldsOf(details, message),
  };
}

function fieldsOf(details: Details, message: string): Refusal['fields'] {
  if (Array.isArray(details.errors)) {
    return details.errors.map(asRecord).map((one) => ({
      path: typeof one.path === 'string' ? one.path : '',
      message: typeof one.message === 'string' ? one.message : message,
    }));
  }
  return typeof details.path === 'string' ? [{ path: details.path, message }] : [];
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
