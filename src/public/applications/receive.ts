import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Transform, type Readable } from 'node:stream';
import busboy from 'busboy';
import { DomainError } from '../../domain/errors';
import type { FileStorage } from '../../ingest/storage';

const MAX_BYTES = 20 * 1024 ** 2;

/** The supporting PDF as stored. */
export interface Evidence {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Reads the form of an application: its fields, and the PDF straight into private storage. Called
 * after authentication only; what is refused leaves nothing behind.
 *
 * @throws DomainError upload.malformed, access.evidence_not_pdf (422),
 *   access.evidence_too_large (413)
 */
export async function receiveForm(
  request: IncomingMessage,
  storage: FileStorage,
): Promise<{ fields: Record<string, string>; evidence: Evidence | null }> {
  const fields: Record<string, string> = {};
  let storing: Promise<Evidence> | undefined;
  try {
    await read(request, {
      field: (name, value) => {
        fields[name] = fields[name] === undefined ? value : `${fields[name]},${value}`;
      },
      file: (name, body) => {
        storing ??= store(storage, name, body);
        // Awaited below; until then nobody listens.
        storing.catch(() => body.resume());
      },
    });
  } catch (error) {
    await discard(storage, storing);
    throw error;
  }
  return { fields, evidence: storing ? await storing : null };
}

export async function discard(
  storage: FileStorage,
  storing: Promise<Evidence> | undefined,
): Promise<void> {
  const evidence = await storing?.catch(() => undefined);
  if (evidence) await storage.remove(evidence.key);
}

function read(
  request: IncomingMessage,
  on: {
    field: (name: string, value: string) => void;
    file: (name: string, body: Readable) => void;
  },
): Promise<void> {
  return new Promise((resolve, reject) => {
    let parser: busboy.Busboy;
    try {
      parser = busboy({
        headers: request.headers,
        defParamCharset: 'utf8',
        limits: { files: 1, fields: 120, fieldSize: 16_384, fileSize: MAX_BYTES + 1 },
      });
    } catch {
      reject(new DomainError('upload.malformed', 'invalid', { path: 'evidence' }));
      return;
    }
    parser.on('field', on.field);
    parser.on('file', (field, body, info) => {
      if (field === 'evidence') on.file(info.filename, body);
      else body.resume();
    });
    parser.on('error', () => reject(new DomainError('upload.malformed', 'invalid')));
    parser.on('close', resolve);
    request.once('close', () => {
      if (!request.complete) reject(new DomainError('upload.malformed', 'invalid'));
    });
    request.pipe(parser);
  });
}

async function store(storage: FileStorage, name: string, body: Readable): Promise<Evidence> {
  const id = randomUUID();
  const key = `applications/${id.slice(0, 2)}/${id}`;
  const hash = createHash('sha256');
  let bytes = 0;
  let head = Buffer.alloc(0);
  const check = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (head.length < 1024) head = Buffer.concat([head, chunk]).subarray(0, 1024);
      hash.update(chunk);
      done(
        bytes > MAX_BYTES ? new DomainError('access.evidence_too_large', 'too-large') : null,
        chunk,
      );
    },
    flush(done) {
      done(head.includes('%PDF-') ? null : new DomainError('access.evidence_not_pdf', 'invalid'));
    },
  });
  // The storage may begin to read late: a refusal before that is kept for it.
  let refusal: Error | undefined;
  check.on('error', (error) => (refusal = error));
  body.once('error', (error) => check.destroy(error));
  try {
    await storage.put({ key, body: body.pipe(check) });
  } catch (error) {
    throw refusal ?? error;
  }
  return { key, name: plainName(name), bytes, sha256: hash.digest('hex') };
}

/** A name to show: no path, no control or direction characters. */
function plainName(name: string): string {
  const plain = name
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, 200);
  return plain === undefined || plain === '' ? 'evidence.pdf' : plain;
}
