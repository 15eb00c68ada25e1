import type { UID } from '@strapi/strapi';

/** One record that the service comes with. What admins make of it later stands. */
export interface Seed {
  readonly uid: UID.ContentType;
  /** The fields that find the record again, such as `{ facet, code }`. */
  readonly key: Readonly<Record<string, string>>;
  /** Its other fields. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly publish?: boolean;
}
