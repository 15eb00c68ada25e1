import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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
  async *list(filters: Readonly<Record<string, string>> = {}): AsyncGenerator<Dataset> {
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const answer = await this.read<Page>('/api/datasets', {
        ...filters,
        'pagination[page]': String(page),
        'pagination[pageSize]': String(PAGE_SIZE),
      });
      pages = answer.meta.pagination.pageCount;
      yield* answer.data;
    }
  }

  /** The first page of what is found; words of 2 characters up, separated by blanks. */
  async search(words: string, more: Readonly<Record<string, string>> = {}): Promise<Dataset[]> {
    return (await this.read<Page>('/api/search/datasets', { q: words, ...more })).data;
  }

  async byIdentifier(identifier: string): Promise<Dataset> {
    const path = `/api/datasets/identifier/${encodeURIComponent(identifier)}`;
    return (await this.read<{ data: Dataset }>(path)).data;
  }

  /**
   * Downloads a file and compares its bytes with the published sha256.
   *
   * @throws Error where they differ: the file must not be used
   */
  async download(dataset: Dataset, file: CorpusFile, to: string): Promise<void> {
    const path = `/api/datasets/${dataset.documentId}/files/${file.documentId}/download`;
    const response = await this.fetch(path);
    const hash = createHash('sha256');
    const tap = new Transform({
      transform(chunk: Buffer, _, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    const body = Readable.fromWeb(response.body as ReadableStream);
    await pipeline(body, tap, createWriteStream(to));
    if (hash.digest('hex') !== file.sha256) throw new Error(`${file.name}: sha256 differs`);
  }

  private async read<Answer>(
    path: string,
    query: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const search = new URLSearchParams(query).toString();
    const response = await this.fetch(search === '' ? path : `${path}?${search}`);
    return (await response.json()) as Answer;
  }

  private async fetch(path: string): Promise<Response> {
    const response = await fetch(new URL(path, this.base), {
      headers: this.token === undefined ? {} : { authorization: `Bearer ${this.token}` },
    });
    if (response.ok) return response;
    const { error } = (await response.json().catch(() => ({}))) as Refusal;
    throw new CorpusError(
      response.status,
      error?.details?.code ?? 'unknown',
      error?.message ?? response.statusText,
    );
  }
}

interface Page {
  readonly data: Dataset[];
  readonly meta: { readonly pagination: { readonly pageCount: number; readonly total: number } };
}

interface Refusal {
  readonly error?: { readonly message?: string; readonly details?: { readonly code?: string } };
}
