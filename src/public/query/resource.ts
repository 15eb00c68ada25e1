/** How a value is compared: decides which texts are accepted for it and which operators it has. */
export type ValueType = 'text' | 'integer' | 'boolean' | 'time';

export interface Attribute {
  readonly type: ValueType;
  /** SQL expression over the resource's row (or over the relation's, inside a relation). */
  readonly sql: string;
  /** False: shown and chosen with `fields`, but neither filtered nor sorted. */
  readonly comparable?: false;
}

/** A relation that may be filtered through. */
export interface Relation {
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** Wraps a condition on the related row into one on the resource's row. */
  readonly where: (condition: string) => string;
  /** To-one relations can be sorted by: the related column as a scalar subquery. */
  readonly sortable?: (expression: string) => string;
}

/**
 * Everything the public may ask of one kind of content. What is not named here can be neither read,
 * filtered, sorted, chosen nor populated, whatever the parameters say.
 */
export interface Resource {
  readonly name: string;
  /** FROM clause with the row's alias, restricted to public content. */
  readonly from: string;
  /** JSON text of one row, complete. */
  readonly body: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly relations: Readonly<Record<string, Relation>>;
  /** Keys of the answer besides the attributes; shown without asking, may be named in `populate`. */
  readonly embedded: readonly string[];
  /** Default order; also the tie-breaker of any other, so that pages are stable. */
  readonly order: string;
  readonly pageSize: number;
  /**
   * For long tables: the table and its key, so that skipped rows are read from an index only, and
   * the default order backwards, so that pages past the middle are read from the end. `version` is
   * the table's own fingerprint of the body.
   */
  readonly paging?: {
    readonly table: string;
    readonly key: string;
    readonly backwards: string;
    readonly version: string;
  };
  /** Total of all rows where it is kept, so that it need not be counted. */
  readonly total?: string;
  /** Condition for the free text parameter `_q`; the place holder is the folded text. */
  readonly search?: (words: string, add: (value: unknown) => string) => string;
}
