import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { ReadableStream } from 'node:stream/web';

/** A published dataset, as far as this client uses it. */
export interface Dataset {
  readonly documentId: string;
  readonly identifier: string;
  readonly name: string;
  readonly isOpen: boolean;
  readonly files: readonly CorpusFile[];
}

export interface CorpusFile {
  readonly documentId: string;
  readonly name: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** What the service refused, with its stable code. */
export class CorpusError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Datasets a page; the most the service gives. */
const PAGE_SIZE = 100;
/** Tries in a row without a single new byte, after which a download is given up. */
const TRIES = 3;

/**
 * A small client of the public interface: lists, searches, downloads and verifies. No packages.
 *
 * @example
 * const corpus = new CorpusClient('https://corpus.example');
 * for await (const dataset of corpus.list()) console.log(dataset.identifier, dataset.name);
 */
export class CorpusClient {
  constructor(
    private readonly base: string,
    /** A member's access token, for restricted data. */
    private readonly token?: string,
  ) {}

  /** All published datasets, newest first, page by page as they are read. */
  list(filters: Readonly<Record<string, string>> = {}): AsyncGenerator<Dataset, void> {
    return this.pages('/api/datasets', (page) => ({
      ...filters,
      ...{ 'pagination[page]': page, 'pagination[pageSize]': String(PAGE_SIZE) },
    }));
  }

  /** All that is found, best first; words of 2 characters up, separated by blanks. */
  search(
    words: string,
    filters: Readonly<Record<string, string>> = {},
  ): AsyncGenerator<Dataset, void> {
    return this.pages('/api/search/datasets', (page) => ({
      ...{ ...filters, q: words },
      ...{ page, pageSize: String(PAGE_SIZE) },
    }));
  }

  async byIdentifier(identifier: string): Promise<Dataset> {
    const path = `/api/datasets/identifier/${encodeURIComponent(identifier)}`;
    return (await this.read<{ data: Dataset }>(path)).data;
  }

  /**
   * Downloads a file and compares its bytes with the published sha256. What an earlier try left in
   * `<to>.part` is gone on from; `to` itself is there only once its bytes are right.
   *
   * @throws Error where they differ, or the connection broke TRIES times without any progress
   */
  async download(dataset: Dataset, file: CorpusFile, to: string): Promise<void> {
    const path = `/api/datasets/${dataset.documentId}/files/${file.documentId}/download`;
    const part = `${to}.part`;
    for (let fruitless = 0; ;) {
      const before = await sizeOf(part);
      if (before >= file.bytes) break;
      try {
        await this.append(path, { file, part, from: before });
      } catch (error) {
        if (error instanceof CorpusError) throw error;
        fruitless = (await sizeOf(part)) > before ? 0 : fruitless + 1;
        if (fruitless === TRIES) throw error;
        await pause(fruitless * 1_000);
      }
    }
    if ((await sha256Of(part)) !== file.sha256) {
      await rm(part);
      throw new Error(`${file.name}: sha256 differs; the file was thrown away`);
    }
    await rename(part, to);
  }

  /** The rest from a byte on; whether it fits to the beginning is for the sha256 to say. */
  private async append(
    path: string,
    { file, part, from }: { file: CorpusFile; part: string; from: number },
  ): Promise<void> {
    const range = { range: `bytes=${String(from)}-` };
    const response = await this.fetch(path, from === 0 ? {} : range);
    const flags = response.status === 206 ? 'a' : 'w';
    const body = Readable.fromWeb(response.body as ReadableStream);
    await pipeline(body, createWriteStream(part, { flags }));
    if ((await sizeOf(part)) === from) throw new Error(`${file.name}: nothing came`);
  }

  private async *pages(
    path: string,
    queryOf: (page: string) => Record<string, string>,
  ): AsyncGenerator<Dataset, void> {
    for (let page = 1, last = 1; page <= last; page += 1) {
      const answer = await this.read<Page>(path, queryOf(String(page)));
      last = answer.meta.pagination.pageCount;
      yield* answer.data;
    }
  }

  private async read<Answer>(
    path: string,
    query: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const search = new URLSearchParams(query).toString();
    const response = await this.fetch(search === '' ? path : `${path}?${search}`);
    return (await response.json()) as Answer;
  }

  private async fetch(
    path: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const sent = new Headers(headers);
    if (this.token !== undefined) sent.set('authorization', `Bearer ${this.token}`);
    const response = await fetch(new URL(path, this.base), { headers: sent });
    if (response.ok) return response;
    const { error } = (await response.json().catch(() => ({}))) as Refusal;
    throw new CorpusError(
      response.status,
      error?.details?.code ?? 'unknown',
      error?.message ?? response.statusText,
    );
  }
}

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

interface Page {
  readonly data: Dataset[];
  readonly meta: { readonly pagination: { readonly pageCount: number; readonly total: number } };
}

interface Refusal {
  readonly error?: { readonly message?: string; readonly details?: { readonly code?: string } };
}
