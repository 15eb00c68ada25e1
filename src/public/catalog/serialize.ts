import { bySubject, expand, PREFIXES, safeIri, type Term, type Triple } from './rdf';

/** Turtle 1.1. */
export function toTurtle(triples: readonly Triple[]): string {
  const prefixes = Object.entries(PREFIXES).map(([name, iri]) => `@prefix ${name}: <${iri}> .`);
  const blocks = [...bySubject(triples)].map(([subject, group]) => {
    const name = subject.startsWith('_:') ? subject : `<${safeIri(subject)}>`;
    const lines = group.map(({ predicate, object }) =>
      predicate === 'rdf:type' ? `a ${turtleTerm(object)}` : `${predicate} ${turtleTerm(object)}`,
    );
    return `${name}\n  ${lines.join(' ;\n  ')} .`;
  });
  return `${[...prefixes, '', ...blocks].join('\n')}\n`;
}

function turtleTerm(term: Term): string {
  if ('iri' in term) return `<${safeIri(term.iri)}>`;
  if ('blank' in term) return `_:${term.blank}`;
  const text = `"${term.text
    .replace(/[\\"]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replace(
      /[\u0000-\u001f\u007f]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )}"`;
  if (term.lang !== undefined) return `${text}@${term.lang}`;
  return term.type === undefined ? text : `${text}^^${term.type}`;
}

/** RDF/XML 1.1. */
export function toRdfXml(triples: readonly Triple[]): string {
  const spaces = Object.entries(PREFIXES).map(([name, iri]) => `xmlns:${name}="${escapeXml(iri)}"`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF ${spaces.join(' ')}>\n${rdfXmlNodes(triples)}</rdf:RDF>\n`;
}

/** The nodes alone, to stand inside another document that declares nothing. */
export function rdfXmlNodes(triples: readonly Triple[]): string {
  return [...bySubject(triples)]
    .map(([subject, group]) => {
      const about = subject.startsWith('_:')
        ? `rdf:nodeID="${subject.slice(2)}"`
        : `rdf:about="${escapeXml(safeIri(subject))}"`;
      const properties = group.map(({ predicate, object }) => xmlProperty(predicate, object));
      return `  <rdf:Description ${about}>\n${properties.join('')}  </rdf:Description>\n`;
    })
    .join('');
}

function xmlProperty(predicate: string, object: Term): string {
  if ('iri' in object)
    return `    <${predicate} rdf:resource="${escapeXml(safeIri(object.iri))}"/>\n`;
  if ('blank' in object) return `    <${predicate} rdf:nodeID="${object.blank}"/>\n`;
  const attribute =
    object.lang !== undefined
      ? ` xml:lang="${object.lang}"`
      : object.type !== undefined
        ? ` rdf:datatype="${expand(object.type)}"`
        : '';
  return `    <${predicate}${attribute}>${escapeXml(object.text)}</${predicate}>\n`;
}

// What XML 1.0 has no way to write at all.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function escapeXml(text: string): string {
  return text
    .replace(UNWRITABLE, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** JSON-LD 1.1, flat: one node for each subject. */
export function toJsonLd(triples: readonly Triple[]): object {
  return {
    '@context': PREFIXES,
    '@graph': [...bySubject(triples)].map(([id, group]) => jsonNode(id, group)),
  };
}

function jsonNode(id: string, group: readonly Triple[]): object {
  const node: Record<string, unknown[]> = {};
  const types: string[] = [];
  for (const { predicate, object } of group) {
    if (predicate === 'rdf:type' && 'iri' in object) types.push(object.iri);
    else (node[predicate] ??= []).push(jsonTerm(object));
  }
  const values = Object.entries(node).map(([key, list]) => [
    key,
    list.length === 1 ? list[0] : list,
  ]);
  return {
    '@id': id,
    ...(types.length > 0 ? { '@type': types } : {}),
    ...(Object.fromEntries(values) as object),
  };
}

function jsonTerm(term: Term): unknown {
  if ('iri' in term) return { '@id': term.iri };
  if ('blank' in term) return { '@id': `_:${term.blank}` };
  if (term.lang !== undefined) return { '@value': term.text, '@language': term.lang };
  return term.type === undefined ? term.text : { '@value': term.text, '@type': term.type };
}
