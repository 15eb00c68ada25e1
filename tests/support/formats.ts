import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { JsonLdParser } from 'jsonld-streaming-parser';
import { Parser, Store, type Quad } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import SHACLValidator from 'rdf-validate-shacl';
import { validateXML } from 'xmllint-wasm';

const FOLDER = path.resolve(__dirname, '../fixtures/schemas');
const BASE = 'https://corpus.example/';

export const schemaText = (name: string, folder = FOLDER): string =>
  readFileSync(path.join(folder, name), 'utf8');

export const fromTurtle = (text: string): Store => new Store(new Parser().parse(text));

async function collect(stream: AsyncIterable<unknown>): Promise<Store> {
  const store = new Store();
  for await (const quad of stream) store.addQuad(quad as Quad);
  return store;
}

export const fromRdfXml = (text: string): Promise<Store> =>
  collect(Readable.from([text]).pipe(new RdfXmlParser({ baseIRI: BASE })));

/** Contexts are inline: one that would have to be loaded is refused. */
export const fromJsonLd = (text: string): Promise<Store> =>
  collect(Readable.from([text]).pipe(new JsonLdParser({ baseIRI: BASE })));

/** A graph's statements as sorted texts; blank nodes by what is said of them. */
export function statementsOf(store: Store): string[] {
  const quads = store.getQuads(null, null, null, null);
  const said = new Map<string, string[]>();
  for (const { subject, predicate, object } of quads) {
    if (subject.termType !== 'BlankNode') continue;
    const about = said.get(subject.value) ?? [];
    about.push(`${predicate.value} ${object.value}`);
    said.set(subject.value, about);
  }
  const names = new Map([...said].map(([id, about]) => [id, `[${about.sort().join('; ')}]`]));
  const nameOf = (term: { termType: string; value: string }): string =>
    term.termType === 'BlankNode' ? (names.get(term.value) ?? '[]') : term.value;
  return quads
    .map(({ subject, predicate, object }) => {
      const kind = 'datatype' in object ? `^^${object.datatype.value}@${object.language}` : '';
      return `${nameOf(subject)} ${predicate.value} ${nameOf(object)}${kind}`;
    })
    .sort();
}

/** What of the graph breaks the shapes, in words. */
export async function shaclFaults(data: Store, shapes: string): Promise<string[]> {
  const validator = new SHACLValidator(fromTurtle(shapes));
  const { results } = await validator.validate(data);
  return results
    .filter(({ severity }) => !severity || severity.value.endsWith('#Violation'))
    .map(({ focusNode, path: at, value, message }) =>
      [focusNode, at, value, ...message].map((part) => part?.value ?? '–').join(' '),
    );
}

/** What of XML documents breaks a schema; `preload` are the schemas that it imports. */
export async function xsdFaults(
  documents: string | readonly string[],
  schema: string,
  { preload = [], folder = FOLDER }: { preload?: readonly string[]; folder?: string } = {},
): Promise<string[]> {
  // All in one call: each starts a process of its own.
  const { errors } = await validateXML({
    xml: [documents].flat().map((contents, i) => ({ fileName: `answer-${i}.xml`, contents })),
    schema: [{ fileName: schema, contents: schemaText(schema, folder) }],
    preload: preload.map((fileName) => ({ fileName, contents: schemaText(fileName, folder) })),
  });
  return errors.map(({ rawMessage }) => rawMessage);
}
