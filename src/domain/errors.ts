/**
 * What a rule says when it refuses. `code` is public and stable: add, never rename.
 * The words (zh-Hant, en) live in src/messages, the status numbers in src/http.
 */
export type ErrorKind =
  | 'bad-request'
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'missing'
  | 'gone'
  | 'conflict'
  | 'too-large'
  | 'checksum-mismatch'
  | 'too-many'
  | 'unavailable';

export type ErrorParams = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** One thing that is wrong with an input: its code, where it is, and the words' placeholders. */
export interface Issue {
  readonly code: string;
  /** Path of the field, such as `contact.phone` or `keywords.3`. */
  readonly path?: string;
  readonly params?: ErrorParams;
}

export class DomainError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly path: string | undefined;
  readonly params: ErrorParams;
  readonly issues: readonly Issue[];

  constructor(
    code: string,
    kind: ErrorKind,
    options: {
      path?: string;
      params?: ErrorParams;
      issues?: readonly Issue[];
      cause?: unknown;
    } = {},
  ) {
    super(code, { cause: options.cause });
    this.name = 'DomainError';
    this.code = code;
    this.kind = kind;
    this.path = options.path;
    this.params = options.params ?? {};
    this.issues = options.issues ?? [];
  }
}
