import { createReadStream } from 'node:fs';
import { o200k } from '../../ingest/tokenizer';
import type { FromExporter, ToExporter } from './run-export';
import { rowsOf } from './rows';
import { ShardWriter } from './shards';

/**
 * Entry of the process that makes one export; started by run-export.ts. Counting tokens and packing
 * rows takes a processor for minutes: beside the service, not in it.
 */
const tell = (message: FromExporter) => process.send?.(message);

let stored: (() => void) | undefined;

process.once('message', ({ begin }: ToExporter & { kind: 'begin' }) => {
  const writer = new ShardWriter({
    ...begin,
    taken: (shard) =>
      new Promise<void>((resolve) => {
        stored = resolve;
        tell({ kind: 'shard', shard });
      }),
  });
  const work = async (message: ToExporter): Promise<void> => {
    if (message.kind === 'add') {
      const text = createReadStream(message.path);
      const { provenance } = begin;
      const rows = rowsOf({ provenance, file: message.file, text, tokenizer: o200k() });
      for await (const row of rows) await writer.add(row);
    } else await writer.end();
    tell({ kind: 'done' });
  };
  process.on('message', (message: ToExporter) => {
    if (message.kind === 'stored') stored?.();
    else void work(message).catch(() => process.exit(1));
  });
  tell({ kind: 'done' });
});
process.once('disconnect', () => process.exit(1));
