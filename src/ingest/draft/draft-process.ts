import { readFileSync } from 'node:fs';
import { draftMetadata, type MetadataDraft } from '../../domain/ingest/draft-metadata';
import { openLexicon } from './lexicon';

export interface BeginningOfFile {
  readonly name: string;
  /** Where the beginning of its text is. */
  readonly path: string;
  /** Of a table: all its rows. */
  readonly rows?: number;
}

export interface DraftRequest {
  readonly files: readonly BeginningOfFile[];
  /** Where the dictionary is kept. */
  readonly cacheFolder: string;
}

/** Entry of the process that drafts metadata: its dictionary never burdens the service. */
process.once('message', (request: DraftRequest) => {
  process.send?.(draft(request), undefined, {}, () => process.exit(0));
});
process.once('disconnect', () => process.exit(1));

function draft({ files, cacheFolder }: DraftRequest): MetadataDraft {
  const texts = files.map(({ path, ...file }) => ({ ...file, text: readFileSync(path, 'utf8') }));
  return draftMetadata(texts, openLexicon(cacheFolder));
}
