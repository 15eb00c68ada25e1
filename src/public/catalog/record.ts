export interface Organization {
  readonly oid: string;
  readonly name: string;
}

/** A published dataset as the read model holds it: what every format is made from. */
export interface PublicRecord {
  readonly documentId: string;
  readonly identifier: string;
  readonly name: string;
  readonly description: string | null;
  readonly keywords: readonly string[];
  readonly languages: readonly string[];
  readonly yearFrom: number | null;
  readonly yearTo: number | null;
  readonly contact: {
    readonly name: string | null;
    readonly phone: string | null;
    readonly email: string | null;
  };
  readonly isOpen: boolean;
  readonly totalBytes: number;
  readonly tokens: number;
  readonly tokenizer: string | null;
  readonly firstListedAt: string | null;
  readonly lastListedAt: string | null;
  readonly agency: {
    readonly oid: string;
    readonly name: string;
    readonly nameEn: string | null;
    /** Who answers for it today: the end of the agency's chain of successors. */
    readonly responsible: Organization;
  } | null;
  /** The agency that published this version, as it was called on that day. */
  readonly publisher: Organization;
  readonly licence: {
    readonly code: string;
    readonly version: string;
    readonly name: string;
    readonly nameEn: string | null;
    readonly url: string | null;
  } | null;
  readonly tags: readonly {
    readonly facet: string;
    readonly code: string;
    readonly name: string;
    readonly nameEn: string | null;
  }[];
  readonly files: readonly {
    readonly documentId: string;
    readonly name: string;
    readonly kind: string;
    readonly bytes: number;
    readonly tokens: number;
    readonly sha256: string;
  }[];
  /** ODRL terms, where the licence record gives them. */
  readonly terms?: unknown;
}

/** Who is responsible now, where that is another than the publisher, or another name of it. */
export function responsibleNow({ agency, publisher }: PublicRecord): Organization | null {
  const now = agency?.responsible;
  return now && (now.oid !== publisher.oid || now.name !== publisher.name) ? now : null;
}

export const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  odt: 'application/vnd.oasis.opendocument.text',
  csv: 'text/csv',
  json: 'application/json',
  xml: 'application/xml',
};

/** BCP 47 tag of each language code; a family of languages has none of its own but its ISO 639-5. */
export const LANGUAGE_TAGS: Readonly<Record<string, string>> = {
  'zh-Hant': 'zh-Hant',
  nan: 'nan',
  hak: 'hak',
  formosan: 'fox',
  en: 'en',
  ja: 'ja',
  ko: 'ko',
};

/** Addresses of one dataset's parts, below the service's public address. */
export function addressesOf(base: string) {
  const dataset = (identifier: string) => `${base}/api/datasets/identifier/${identifier}`;
  return {
    catalog: `${base}/api/catalog`,
    dataset,
    file: (documentId: string, fileId: string) =>
      `${base}/api/datasets/${documentId}/files/${fileId}/download`,
    licence: (code: string) => `${base}/api/licences/${encodeURIComponent(code)}`,
    /** The vocabulary that the tags of a facet make up. */
    facet: (facet: string) => `${base}/api/tags?filters%5Bfacet%5D=${facet}`,
    tag: (facet: string, code: string) =>
      `${base}/api/tags?filters%5Bfacet%5D=${facet}&filters%5Bcode%5D=${code}`,
    zip: (documentId: string) => `${base}/api/datasets/${documentId}/download`,
  };
}
