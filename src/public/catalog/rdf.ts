/** A small RDF: enough to write one graph in three syntaxes. Names are `prefix:local`. */
export type Term =
  | { readonly iri: string }
  | { readonly blank: string }
  | { readonly text: string; readonly lang?: string; readonly type?: string };

export interface Triple {
  readonly subject: { readonly iri: string } | { readonly blank: string };
  readonly predicate: string;
  readonly object: Term;
}

export const PREFIXES: Readonly<Record<string, string>> = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  odrl: 'http://www.w3.org/ns/odrl/2/',
  prov: 'http://www.w3.org/ns/prov#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/** The full address of a prefixed name. */
export function expand(name: string): string {
  const [prefix = '', local = ''] = name.split(':', 2);
  const space = PREFIXES[prefix];
  if (space === undefined) throw new Error(`unknown prefix: ${name}`);
  return space + local;
}

const keyOf = (node: Triple['subject']): string => ('iri' in node ? node.iri : `_:${node.blank}`);

/** Triples by subject, in the order of their first appearance. */
export function bySubject(triples: readonly Triple[]): Map<string, Triple[]> {
  const groups = new Map<string, Triple[]>();
  for (const triple of triples) {
    const key = keyOf(triple.subject);
    const group = groups.get(key);
    if (group) group.push(triple);
    else groups.set(key, [triple]);
  }
  return groups;
}

/** Spaces, quotes and the like do not belong into an IRI: they are percent-encoded. */
export function safeIri(iri: string): string {
  return iri.replace(/[\u0000-\u0020<>"{}|\\^`]/g, (character) => encodeURIComponent(character));
}
